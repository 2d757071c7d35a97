package ee.qfpay.worklist;

import java.time.Instant;

/** A comment on a work item, as the console shows it. It may have several lines. */
public record CommentLine(String author, String content, Instant writtenAt) {}
