package ee.qfpay.deployment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What this database is for. Written at the first start, and never changed. */
@Entity
@Table(name = "database_mark")
class DatabaseMark {

    /** The name of the mark that tells the local sandbox's databases from all others. */
    static final String KIND = "kind";

    static final String DEMO = "demo";
    static final String REAL = "real";

    @Id
    private String name;

    private String content;

    protected DatabaseMark() {
        // for JPA
    }

    DatabaseMark(String name, String content) {
        this.name = name;
        this.content = content;
    }

    String content() {
        return content;
    }
}
