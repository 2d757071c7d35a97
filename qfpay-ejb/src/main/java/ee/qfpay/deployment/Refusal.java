package ee.qfpay.deployment;

import jakarta.ejb.ApplicationException;

/**
 * Why the deployment stops: one sentence that says what to set. An application exception, so that it comes out of a bean
 * as itself.
 */
@ApplicationException(rollback = true)
class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence);
    }
}
