package io.naichang.platform;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Leads who types the address of the desk page without its last slash to the page.
@ApplicationScoped
class DeskAddress {
    void routes(@Observes Router router) {
        router.routeWithRegex("/desk").handler(context -> context.redirect("/desk/"));
    }
}
