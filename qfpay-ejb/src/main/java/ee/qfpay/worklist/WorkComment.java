package ee.qfpay.worklist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody wrote about a work item. Never changed or deleted. */
@Entity
@Table(name = "work_comment")
class WorkComment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "work_item_id")
    private long workItemId;

    private String author;

    @Column(length = 2_000)
    private String content;

    @Column(name = "written_at")
    private Instant writtenAt;

    protected WorkComment() {
        // for JPA
    }

    WorkComment(long workItemId, String author, String content, Instant now) {
        this.workItemId = workItemId;
        this.author = author;
        this.content = content;
        this.writtenAt = now;
    }

    CommentLine line() {
        return new CommentLine(author, content, writtenAt);
    }
}
