package io.moontrace.e2e;

import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/** An nginx in front of Elasticsearch that requires the password of the user {@code elastic}. */
final class Proxy implements AutoCloseable {
  static final String USER = "elastic";

  /** Its network alias. */
  static final String ALIAS = "proxy";

  private static final int PORT = 9200;
  private static final String USERS = "/etc/nginx/users";
  private static final Duration READY = Duration.ofSeconds(60);
  private static final String CONFIG =
      """
      pid /tmp/nginx.pid;
      events {}
      http {
        access_log off;
        server {
          listen 9200;
          client_max_body_size 100m;
          location / {
            auth_basic elasticsearch;
            auth_basic_user_file /etc/nginx/users;
            proxy_pass http://elasticsearch:9200;
            proxy_set_header Authorization "";
          }
        }
      }
      """;

  private final GenericContainer<?> nginx;

  private Proxy(GenericContainer<?> nginx) {
    this.nginx = nginx;
  }

  static Proxy start(Network network, String password) {
    GenericContainer<?> nginx =
        new GenericContainer<>(image())
            .withNetwork(network)
            .withNetworkAliases(ALIAS)
            .withCopyToContainer(Transferable.of(CONFIG), "/etc/nginx/nginx.conf")
            .withCopyToContainer(users(password), USERS)
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/").forStatusCode(401).withStartupTimeout(READY));
    nginx.start();
    return new Proxy(nginx);
  }

  /** Builds the image with the network of the host, to download packages. */
  private static ImageFromDockerfile image() {
    return new ImageFromDockerfile("moontrace-e2e-proxy", false)
        .withBuildImageCmdModifier(command -> command.withNetworkMode("host"))
        .withDockerfileFromBuilder(
            builder ->
                builder
                    .from(Images.JAVA.asCanonicalNameString())
                    .user("root")
                    .run(
                        "apt-get update -qq"
                            + " && apt-get install -y -qq --no-install-recommends nginx-light")
                    .entryPoint("nginx", "-g", "daemon off;")
                    .build());
  }

  /** Changes the password; nginx reads it for each request. */
  void password(String password) {
    nginx.copyFileToContainer(users(password), USERS);
  }

  URI address() {
    return URI.create("http://" + nginx.getHost() + ":" + nginx.getMappedPort(PORT));
  }

  private static Transferable users(String password) {
    return Transferable.of(USER + ":{PLAIN}" + password + "\n", 0644);
  }

  @Override
  public void close() {
    nginx.stop();
  }
}
