package ee.qfpay.access;

/** What a console user may do. */
public enum Role {
    /** Sees orders, refunds, history and the code tables. */
    VIEWER(Role.VIEWER_NAME),
    /** Gives money back and cancels orders. */
    REFUNDER(Role.REFUNDER_NAME),
    /** Sees the accounts, and stops and resumes their payments and refunds. */
    ADMINISTRATOR(Role.ADMINISTRATOR_NAME);

    /** For the security annotations, which take constants only. */
    public static final String VIEWER_NAME = "qfpay-viewer";

    public static final String REFUNDER_NAME = "qfpay-refunder";
    public static final String ADMINISTRATOR_NAME = "qfpay-administrator";

    private final String groupName;

    Role(String groupName) {
        this.groupName = groupName;
    }

    /** The group and role name the server knows it by. */
    public String groupName() {
        return groupName;
    }
}
