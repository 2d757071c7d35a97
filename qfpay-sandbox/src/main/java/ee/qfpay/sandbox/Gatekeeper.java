package ee.qfpay.sandbox;

import java.util.List;
import java.util.Optional;

/** Who may come in: the merchant's limits, its app code, its signature and its mchid. */
final class Gatekeeper {
    private final SandboxOptions options;
    private final SlidingWindows windows;

    Gatekeeper(SandboxOptions options, SlidingWindows windows) {
        this.options = options;
        this.windows = windows;
    }

    /** Counts the request against its merchant's limits; strangers are not counted, they are refused next. */
    boolean withinLimits(ReceivedRequest request) {
        return !isMerchant(request) || windows.admit();
    }

    /**
     * The form of a call that is properly signed.
     *
     * @throws Refusal 1108 for a wrong app code, signature or mchid, 1103 for a form that cannot be read
     */
    Form admit(ReceivedRequest request) {
        Form form = admitForAllMerchants(request);
        checkMchid(form.optional("mchid", 16));
        return form;
    }

    /** The same of a call that is for every merchant of the app code and names none. */
    Form admitForAllMerchants(ReceivedRequest request) {
        if (!isMerchant(request)) {
            throw new Refusal("1108", "X-QF-APPCODE is missing or not of this environment");
        }
        Form form = new Form(request.fields());
        checkSignature(request, form);
        checkEmpties(form);
        return form;
    }

    private boolean isMerchant(ReceivedRequest request) {
        return request.header("X-QF-APPCODE").filter(options.appCode()::equals).isPresent();
    }

    private void checkSignature(ReceivedRequest request, Form form) {
        String given = request.header("X-QF-SIGN").orElseThrow(() -> new Refusal("1108", "X-QF-SIGN is missing"));
        String signType = request.header("X-QF-SIGNTYPE").orElse("MD5");
        if (!List.of("MD5", "SHA256").contains(signType)) {
            throw new Refusal("1108", "X-QF-SIGNTYPE is neither MD5 nor SHA256");
        }
        boolean verified = options.keys().stream()
                .anyMatch(key -> Signatures.same(Signatures.ofFields(form.all(), key, signType), given));
        if (!verified) {
            throw new Refusal("1108", "X-QF-SIGN does not verify with " + signType);
        }
    }

    /** QFPay's samples disagree on signing empty values; they agree only when none is sent. */
    private static void checkEmpties(Form form) {
        form.all().forEach((name, value) -> {
            if (value.isEmpty()) {
                throw new Refusal("1108", name + " is empty: an empty field must neither be sent nor signed");
            }
        });
    }

    private void checkMchid(Optional<String> mchid) {
        if (options.mchid() == null && mchid.isPresent()) {
            throw new Refusal("1108", "mchid is sent, but this merchant has none");
        }
        if (options.mchid() != null && !mchid.equals(Optional.of(options.mchid()))) {
            throw new Refusal("1108", "mchid is missing or not this merchant's");
        }
    }
}
