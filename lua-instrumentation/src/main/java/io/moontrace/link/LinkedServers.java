package io.moontrace.link;

import com.google.auto.service.AutoService;
import io.moontrace.config.AddressBlock;
import io.moontrace.config.BootstrapClasses;
import io.moontrace.config.Setting;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer.InstrumentationType;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizerProvider;
import java.util.ArrayList;
import java.util.List;

/** Links the requests of each HTTP server, if {@link Setting#LINK_TRUSTED} names any address. */
@AutoService(InstrumenterCustomizerProvider.class)
public final class LinkedServers implements InstrumenterCustomizerProvider {

  @Override
  public void customize(InstrumenterCustomizer customizer) {
    if (!customizer.hasType(InstrumentationType.HTTP_SERVER)) {
      return;
    }
    try {
      List<AddressBlock> trusted = trusted();
      if (!trusted.isEmpty() && BootstrapClasses.provide()) {
        link(customizer, trusted);
      }
    } catch (Exception | LinkageError e) {
      ErrorLinks.failed(e);
    }
  }

  private static void link(InstrumenterCustomizer customizer, List<AddressBlock> trusted)
      throws ReflectiveOperationException {
    RequestReader reader = RequestReader.of(customizer);
    if (reader == null) {
      return;
    }
    LinkedRequests requests = new LinkedRequests(trusted, reader);
    customizer.addContextCustomizer(requests);
    customizer.addAttributesExtractor(requests);
    ErrorLinks.install();
  }

  private static List<AddressBlock> trusted() {
    List<AddressBlock> blocks = new ArrayList<>();
    for (String text : Setting.LINK_TRUSTED.list()) {
      AddressBlock block = AddressBlock.parse(text);
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }
}
