package ee.qfpay.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The container tests that kill servers: those run in processes of their own, and this test JVM only looks on. */
@Suite
@SelectPackages("ee.qfpay.it.faults")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("faults")
class FaultSuite {}
