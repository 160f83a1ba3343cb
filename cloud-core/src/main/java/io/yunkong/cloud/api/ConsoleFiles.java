package io.yunkong.cloud.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The built console; its pages are routes of the browser, so an unknown path gets the index. */
final class ConsoleFiles {
    /** Vert.x looks into the working directory before the class path: this name must not be a folder where people start a node. */
    private static final String FOLDER = "io/yunkong/console";

    /** Their names change with their content; everything else is asked for again. */
    private static final String ASSETS = "/assets/*";

    private static final String INDEX = "index.html";
    private static final String NOT_BUILT = """
            Yunkong cloud node. The console is not built into this node.
            API: /api/v1/openapi.yaml   zones: /api/v1/zones   health: /healthz   metrics: /metrics
            """;

    private ConsoleFiles() {}

    static void mount(Router router, Vertx vertx, Optional<Path> directory) {
        boolean built = directory
                .map(path -> Files.isReadable(path.resolve(INDEX)))
                .orElseGet(() -> ConsoleFiles.class.getClassLoader().getResource(FOLDER + '/' + INDEX) != null);
        if (!built) {
            Routes.get(router, "/")
                    .handler(context -> context.response()
                            .putHeader("content-type", "text/plain; charset=utf-8")
                            .end(NOT_BUILT));
            return;
        }
        String root = directory.map(path -> path.toAbsolutePath().toString()).orElse(FOLDER);
        FileSystemAccess access = directory.isPresent() ? FileSystemAccess.ROOT : FileSystemAccess.RELATIVE;
        Routes.get(router, "/*").handler(context -> cached(context, "no-cache"));
        Routes.get(router, ASSETS).handler(context -> cached(context, "public, max-age=31536000, immutable"));
        Routes.get(router, "/*")
                .handler(StaticHandler.create(access, root).setIndexPage(INDEX).setCachingEnabled(false));
        Routes.get(router, "/*").handler(context -> index(context, root));
    }

    private static void cached(RoutingContext context, String control) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, control);
        context.next();
    }

    private static void index(RoutingContext context, String root) {
        String path = context.request().path();
        if (path.substring(path.lastIndexOf('/')).contains(".")) {
            context.next(); // a file that is not there, not a page
        } else {
            var _ = context.response()
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .sendFile(root + '/' + INDEX);
        }
    }
}
