package ee.qfpay.sandbox;

import java.net.URI;

/** What the desks of one sandbox share. */
record Branch(
        SandboxOptions options,
        SandboxClock clock,
        Books books,
        Payer payer,
        Faults faults,
        Answers answers,
        Tables tables,
        URI address) {}
