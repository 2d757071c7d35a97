package com.example.shop;

import ee.qfpay.run.Domain;
import ee.qfpay.run.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Gives the embedded server of the tests free ports on loopback, before Arquillian reads its configuration. */
public final class ShopDomain implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            Path directory = Path.of("target", "domain").toAbsolutePath();
            Domain domain = Domain.write(directory, Ports.free());
            System.setProperty("shop.domain", domain.configuration().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the domain of the tests cannot be written", e);
        }
    }
}
