package ee.qfpay.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The part of the container tests whose servers are processes of their own: no class of it uses the server inside this JVM. */
@Suite
@SelectPackages("ee.qfpay.it")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("process")
class ProcessSuite {}
