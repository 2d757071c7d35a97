package ee.qfpay.webhook;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Violation;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What administrators see of the receivers of webhooks, and do about what was not taken. Administrators only. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR_NAME)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhooksBean {

    /** So many dead letters are shown, the oldest. */
    public static final int SHOWN = 100;

    @Resource
    SessionContext context;

    @EJB
    DeadLetterBook book;

    @EJB
    ReceiverBook lanes;

    @Inject
    WebhookReceivers receivers;

    /** Every receiver that there is or was, by name. */
    public List<ReceiverLine> receivers() {
        return book.receivers();
    }

    /** The first {@value #SHOWN} dead letters, the oldest event first. */
    public List<DeadLetter> deadLetters() {
        return book.deadLetters(SHOWN);
    }

    /**
     * Has a dead letter posted again, with the same id and body, soon and as often as a new event that stepped aside.
     *
     * @return whether it was still one: another administrator may have been quicker
     * @throws InvalidOrder its receiver is not configured any more
     */
    public boolean sendAgain(DeadLetter letter) {
        requireConfigured(letter.receiver());
        return book.sendAgain(letter.id(), Caller.of(context));
    }

    /**
     * Has the dead letters of a receiver posted again, at most 1,000 at once.
     *
     * @return how many
     * @throws InvalidOrder the receiver is not configured
     */
    public int sendAllAgain(String receiver) {
        requireConfigured(receiver);
        return book.sendAllAgain(receiver, Caller.of(context));
    }

    /**
     * Deletes a dead letter: its receiver never gets the event.
     *
     * @return whether it was still one: another administrator may have been quicker
     */
    public boolean discard(DeadLetter letter) {
        return book.discard(letter.id(), Caller.of(context));
    }

    /**
     * Forgets a receiver that is gone, and deletes what waits for it and what was given up.
     *
     * @return how many events; empty when it was forgotten already
     * @throws InvalidOrder the receiver is configured
     */
    public Optional<Integer> forget(String receiver) {
        if (receivers.find(receiver).isPresent()) {
            throw new InvalidOrder(
                    List.of(new Violation("receiver", receiver, "is not configured in this deployment any more")));
        }
        return lanes.forget(receiver, Caller.of(context));
    }

    private void requireConfigured(String receiver) {
        if (receivers.find(receiver).isEmpty()) {
            throw new InvalidOrder(List.of(new Violation("receiver", receiver, "is configured in this deployment")));
        }
    }
}
