package ee.qfpay.web.console;

import ee.qfpay.api.QfpayException;
import ee.qfpay.webhook.DeadLetter;
import ee.qfpay.webhook.ReceiverLine;
import ee.qfpay.webhook.WebhooksBean;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;

/** The receivers of events: how far each has got, and what was given up and can be sent again. */
@Named
@ViewScoped
public class WebhooksView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    ConsolePage page;

    @EJB
    WebhooksBean webhooks;

    private List<ReceiverLine> receivers = List.of();
    private List<DeadLetter> letters = List.of();

    @PostConstruct
    void begin() {
        refresh();
    }

    private void refresh() {
        receivers = List.copyOf(webhooks.receivers());
        letters = List.copyOf(webhooks.deadLetters());
    }

    /** Has one event posted again. */
    public void sendAgain(DeadLetter letter) {
        act(() -> webhooks.sendAgain(letter)
                ? page.text("sent_again", letter.orderNumber(), letter.receiver())
                : page.text("sent_again_already"));
    }

    /** Has all that a receiver did not take posted again. */
    public void sendAllAgain(ReceiverLine receiver) {
        act(() -> page.text("sent_all_again", webhooks.sendAllAgain(receiver.name()), receiver.name()));
    }

    /** Gives an event up for good. */
    public void discard(DeadLetter letter) {
        act(() -> webhooks.discard(letter)
                ? page.text("discarded", letter.orderNumber(), letter.receiver())
                : page.text("sent_again_already"));
    }

    /** Forgets a receiver that is gone, with all that it never took. */
    public void forget(ReceiverLine receiver) {
        act(() -> webhooks.forget(receiver.name())
                .map(events -> page.text("receiver_forgotten", receiver.name(), events))
                .orElseGet(() -> page.text("receiver_forgotten_already", receiver.name())));
    }

    /** Whether this deployment posts to the letter's receiver. */
    public boolean isGoing(DeadLetter letter) {
        return receivers.stream().anyMatch(line -> line.name().equals(letter.receiver()) && line.isConfigured());
    }

    private void act(Supplier<String> act) {
        try {
            say(FacesMessage.SEVERITY_INFO, act.get());
        } catch (QfpayException refusal) {
            say(FacesMessage.SEVERITY_ERROR, Feedback.of(refusal, page.words()));
        }
        refresh();
    }

    private static void say(FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, text));
    }

    public List<ReceiverLine> getReceivers() {
        return receivers;
    }

    public List<DeadLetter> getLetters() {
        return letters;
    }

    /** Whether there may be more than are shown. */
    public boolean isCut() {
        return letters.size() >= WebhooksBean.SHOWN;
    }
}
