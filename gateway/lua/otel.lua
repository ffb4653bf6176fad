return require "moontrace.otel"
