package ee.qfpay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arrows of the house: which package may use which. Amended by a decision record, never by an exception here.
 */
@AnalyzeClasses(
        packages = "ee.qfpay",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheSandbox.class})
class ArchitectureTest {

    private static final String ROOT = "ee.qfpay.";

    /** The local sandbox is on the tests' class path as the far end of the wire; it is no part of the connector. */
    static final class WithoutTheSandbox implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("/sandbox/");
        }
    }

    private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

    static {
        ARROWS.put("api", List.of());
        ARROWS.put("money", List.of());
        ARROWS.put("signing", List.of());
        ARROWS.put("database", List.of());
        ARROWS.put("catalogue", List.of("money"));
        ARROWS.put("account", List.of("signing"));
        ARROWS.put("gateway", List.of("account", "signing", "catalogue", "money"));
        ARROWS.put("event", List.of("api", "money"));
        ARROWS.put("access", List.of("api", "account"));
        ARROWS.put("audit", List.of("access", "money"));
        ARROWS.put("webhook", List.of("event", "account", "access", "audit", "signing", "api"));
        ARROWS.put("halt", List.of("account", "access", "audit", "api"));
        ARROWS.put("worklist", List.of("access", "audit", "api"));
        ARROWS.put("trace", List.of());
        ARROWS.put("ledger", List.of("account", "gateway", "money", "trace"));
        ARROWS.put(
                "payment",
                List.of(
                        "ledger",
                        "halt",
                        "gateway",
                        "account",
                        "catalogue",
                        "money",
                        "event",
                        "audit",
                        "worklist",
                        "access",
                        "api",
                        "trace"));
        ARROWS.put("refund", with("payment", ARROWS.get("payment")));
        ARROWS.put("notification", with("refund", ARROWS.get("refund")));
        ARROWS.put("polling", with("refund", ARROWS.get("refund")));
        ARROWS.put("reconciliation", with("refund", ARROWS.get("refund")));
        ARROWS.put("watch", with("polling", ARROWS.get("polling")));
        ARROWS.put("deployment", with("polling", ARROWS.get("polling")));
    }

    private static List<String> with(String one, List<String> others) {
        return Stream.concat(Stream.of(one), others.stream()).toList();
    }

    @ArchTest
    static void everyPackageUsesOnlyWhatItsArrowsAllow(JavaClasses all) {
        ARROWS.forEach((from, allowed) -> {
            String[] reachable = Stream.concat(Stream.of(from), allowed.stream())
                    .map(name -> ROOT + name + "..")
                    .toArray(String[]::new);
            DescribedPredicate<JavaClass> ours = resideInAPackage("ee.qfpay..");
            DescribedPredicate<JavaClass> forbidden =
                    ours.and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(reachable)));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + from + "..")
                    .should()
                    .dependOnClassesThat(forbidden)
                    .because(from + " may use " + allowed)
                    .check(all);
        });
    }

    @ArchTest
    static void everyPackageHasItsArrows(JavaClasses all) {
        Set<String> found = all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("ee.qfpay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_GATEWAY_USES_A_REST_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("ee.qfpay.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.microprofile.rest.client..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule NOTHING_USES_CONNECTIONS_THAT_RESOLVE_AND_REPEAT_BY_THEMSELVES = noClasses()
            .should()
            .dependOnClassesThat(nameMatching("java\\.net\\.(http\\..*|URLConnection|HttpURLConnection)")
                    .or(nameMatching("javax\\.net\\.ssl\\.HttpsURLConnection")));

    /** Posting to receivers does, because it connects to the very address that it checked. */
    @ArchTest
    static final ArchRule NOTHING_ELSE_OPENS_CONNECTIONS = noClasses()
            .that()
            .resideOutsideOfPackage("ee.qfpay.webhook..")
            .should()
            .dependOnClassesThat(nameMatching("java\\.net\\.Socket|javax\\.net\\.ssl\\.SSLSocket"));

    @ArchTest
    static final ArchRule CONFIGURATION_IS_READ_THROUGH_MICROPROFILE_CONFIG = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    /** What a JVM takes for its zone depends on the machine. {@code ZonesTest} shows the rest. */
    @ArchTest
    static final ArchRule NOBODY_ASKS_FOR_THE_ZONE_OF_THE_MACHINE = noClasses()
            .should()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(TimeZone.class, "getDefault")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(LocalTime.class, "now")
            .orShould()
            .callMethod(Calendar.class, "getInstance")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Date.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.text.DateFormat.class);

    @ArchTest
    static final ArchRule NO_JAVAX_ENTERPRISE_API = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javax.persistence..",
                    "javax.ejb..",
                    "javax.inject..",
                    "javax.enterprise..",
                    "javax.transaction..",
                    "javax.ws.rs..",
                    "javax.servlet..",
                    "javax.annotation..",
                    "javax.json..");

    @ArchTest
    static final ArchRule BOUNDARY_BEANS_ARE_STATELESS =
            classes().that().haveSimpleNameEndingWith("Bean").should().beAnnotatedWith(jakarta.ejb.Stateless.class);

    @ArchTest
    static final ArchRule BOOKS_ARE_STATELESS =
            classes().that().haveSimpleNameEndingWith("Book").should().beAnnotatedWith(jakarta.ejb.Stateless.class);

    @ArchTest
    static final ArchRule SINGLETONS_ARE_FOR_TIMERS_AND_START_UP = classes()
            .that()
            .areAnnotatedWith(jakarta.ejb.Singleton.class)
            .should()
            .haveNameMatching(".*(Timer|Startup|DataSourceSettings|DemoOrders)");

    @ArchTest
    static final ArchRule SECURITY_STANDS_ON_BOUNDARY_BEANS_ONLY = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Bean")
            .and()
            .haveSimpleNameNotEndingWith("Desk")
            .should()
            .beAnnotatedWith(jakarta.annotation.security.RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(jakarta.annotation.security.PermitAll.class);

    @ArchTest
    static final ArchRule ENTITIES_HAVE_NO_PUBLIC_SETTERS = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(jakarta.persistence.Entity.class)
            .and()
            .haveNameMatching("set[A-Z].*")
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ENTITIES_KEEP_THEIR_FIELDS = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(jakarta.persistence.Entity.class)
            .should()
            .bePrivate()
            .orShould()
            .beStatic();

    @ArchTest
    static final ArchRule SESSION_BEANS_USE_THEIR_OWN_TRANSACTION_ANNOTATION =
            noClasses().should().beAnnotatedWith("jakarta.transaction.Transactional");

    @ArchTest
    static final ArchRule NO_EMPTY_WORDS_IN_NAMES =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Dto|Mapper|Service)");

    @ArchTest
    static final ArchRule QFPAYS_WORDS_STAY_INSIDE = noClasses()
            .that(resideOutsideOfPackage("ee.qfpay.gateway.."))
            .should()
            .haveNameMatching(".*(Syssn|Respcd|OutTradeNo|Txamt|Txdtm).*");

    /** Fields, constants and methods; an account says which of QFPay's names a refund sends. */
    @ArchTest
    static final ArchRule QFPAYS_WORDS_NAME_NO_MEMBERS_ELSEWHERE = noMembers()
            .that()
            .areDeclaredInClassesThat(
                    resideOutsideOfPackages("ee.qfpay.gateway..", "ee.qfpay.catalogue..", "ee.qfpay.account.."))
            .should()
            .haveNameMatching("(?i).*(syssn|respcd|out_?trade_?no|txamt|txcurrcd|txdtm).*");

    /** An EJB's no-interface view has its public methods only: others would run on a proxy without injected fields. */
    @ArchTest
    static void beansAreCalledByPublicMethodsOnly(JavaClasses all) {
        List<String> offences = all.stream()
                .filter(type -> type.isAnnotatedWith(jakarta.ejb.Stateless.class)
                        || type.isAnnotatedWith(jakarta.ejb.Singleton.class))
                .flatMap(type -> type.getMethodCallsToSelf().stream())
                .filter(call -> !call.getOriginOwner().equals(call.getTargetOwner()))
                .filter(call -> call.getTarget().resolveMember().stream()
                        .anyMatch(method ->
                                !method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)))
                .filter(call -> !call.getOriginOwner()
                        .getName()
                        .startsWith(call.getTargetOwner().getName() + "$"))
                .map(Object::toString)
                .toList();
        assertThat(offences).isEmpty();
    }

    @ArchTest
    static void remoteInterfacesSpeakOnlyOfTheirOwnPackageAndTheLanguage(JavaClasses all) {
        List<String> strangers = all.stream()
                .filter(type -> type.getPackageName().equals("ee.qfpay.api"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> Arrays.stream(new String[] {"java.", "jakarta.ejb", "ee.qfpay.api"})
                        .noneMatch(name::startsWith))
                .toList();
        assertThat(strangers).isEmpty();
    }
}
