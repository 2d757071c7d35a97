package ee.qfpay.webhook;

import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceiver;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;

/** Posts to one receiver what there is for it, one after the other, until one is not taken. Holds no transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LaneRun {

    /** Then the lane is given back, and the next look goes on. */
    private static final int MOST_POSTS = 200;

    @EJB
    LaneBook book;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Runs the receiver's lane, if nobody else does and there is something to post.
     *
     * @param wanted asked before each post; the run ends when it says no
     * @return how many events the receiver took
     */
    public int run(WebhookReceiver receiver, BooleanSupplier wanted) {
        String holder = UUID.randomUUID().toString();
        if (!book.lease(receiver.name(), holder)) {
            return 0;
        }
        try {
            return post(receiver, holder, wanted);
        } finally {
            book.giveBack(receiver.name(), holder);
        }
    }

    private int post(WebhookReceiver receiver, String holder, BooleanSupplier wanted) {
        Courier courier = new Courier(
                new AddressGuard(settings.webhookNetworks()),
                settings.webhookTimeout(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                InetAddress::getAllByName);
        int taken = 0;
        boolean goesOn = true;
        for (int posts = 0; goesOn && posts < MOST_POSTS && wanted.getAsBoolean(); posts++) {
            Optional<Parcel> next = book.next(receiver, holder);
            goesOn = next.isPresent();
            if (goesOn) {
                Answer answer = courier.post(receiver, next.get(), clock.instant());
                book.settle(receiver.name(), holder, next.get(), answer);
                taken += answer.taken() ? 1 : 0;
                goesOn = answer.taken();
            }
        }
        return taken;
    }
}
