package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Notice.Verdict;
import ee.qfpay.signing.Signatures;
import java.util.Optional;

/** Reads what QFPay posts to us. The signature is proven over the raw bytes before anything in them is believed. */
final class Notices {
    private final Transactions transactions;

    Notices(Transactions transactions) {
        this.transactions = transactions;
    }

    Notice read(Account account, byte[] body, String signature) {
        if (signature == null || signature.isBlank()) {
            return Notice.unverified(Verdict.NO_SIGNATURE);
        }
        if (!Signatures.notificationMatches(body, signature, account.keys())) {
            return Notice.unverified(Verdict.BAD_SIGNATURE);
        }
        Optional<AnswerBody> read = AnswerBody.read(body);
        if (read.isEmpty()) {
            return Notice.unverified(Verdict.UNREADABLE);
        }
        Fields fields = read.get().one();
        return new Notice(Verdict.VERIFIED, Transactions.type(fields), transactions.reported(fields));
    }
}
