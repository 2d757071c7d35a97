package ee.qfpay.model;

import ee.qfpay.BeansOnH2.Turns;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.WatchedGateway.Watch;
import ee.qfpay.sandbox.SandboxControl;
import java.util.function.BiConsumer;

/** The line to QFPay and the server's life: brings in the faults and the death of the step, and counts what is sent. */
final class Line implements Watch, Turns {

    private final SandboxControl control;
    private final BiConsumer<String, String> look;

    private Fault fault = Fault.NONE;
    private int callsBefore;
    private int death;
    private int requests;

    /** @param look looks at path and number of each request before it is sent */
    Line(SandboxControl control, BiConsumer<String, String> look) {
        this.control = control;
        this.look = look;
    }

    void prepare(Step step) {
        fault = step.fault();
        callsBefore = step.act() == Act.REFUND ? 0 : step.number();
        death = step.death();
    }

    void heal() {
        fault = Fault.NONE;
        death = 0;
    }

    /** How many requests must have gone over the wire. */
    int requests() {
        return requests;
    }

    @Override
    public void sends(String path, String number) {
        look.accept(path, number);
        if (callsBefore-- == 0) {
            fault.on(path).ifPresent(control::scriptNext);
        }
    }

    @Override
    public void answered(Reply reply) {
        boolean stayedHere = reply.outcome() == Outcome.NOT_SENT && reply.httpStatus() == 0;
        requests += stayedHere ? 0 : 1;
    }

    @Override
    public void beginning() {
        tick();
    }

    @Override
    public void committed() {
        tick();
    }

    private void tick() {
        if (death > 0 && --death == 0) {
            throw new Died();
        }
    }
}
