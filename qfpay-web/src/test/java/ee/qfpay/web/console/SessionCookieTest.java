package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a session may idle, at a server that has given it fifteen minutes. */
class SessionCookieTest {

    private static final int FIFTEEN_MINUTES = 900;
    private static final int TWO_MINUTES = 120;

    private final Map<String, Object> attributes = new HashMap<>();
    private int idleSeconds = FIFTEEN_MINUTES;

    @Test
    void sessionOfNobodyIsShort() {
        SessionCookie.limit(request());

        assertThat(idleSeconds).isEqualTo(TWO_MINUTES);
    }

    @Test
    void sessionOfWhoeverSignsInIsLong() {
        idleSeconds = TWO_MINUTES;

        SessionCookie.renew(request(), response());
        SessionCookie.limit(request());

        assertThat(idleSeconds).isEqualTo(FIFTEEN_MINUTES);
    }

    @Test
    void refusedSignInLeavesAShortSession() {
        SessionCookie.renew(request(), response());
        SessionCookie.takeBack(request());
        SessionCookie.limit(request());

        assertThat(idleSeconds).isEqualTo(TWO_MINUTES);
    }

    private HttpServletRequest request() {
        return made(HttpServletRequest.class, (request, method, arguments) -> switch (method.getName()) {
            case "getSession" -> session();
            case "getServletContext" -> made(ServletContext.class, (context, asked, none) -> FIFTEEN_MINUTES / 60);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getAttribute" -> attributes.get((String) arguments[0]);
            default -> null;
        });
    }

    private HttpSession session() {
        return made(HttpSession.class, (session, method, arguments) -> {
            if (method.getName().equals("setMaxInactiveInterval")) {
                idleSeconds = (Integer) arguments[0];
            }
            return method.getName().equals("isNew") ? true : null;
        });
    }

    private static HttpServletResponse response() {
        return made(HttpServletResponse.class, (response, method, arguments) -> List.of());
    }

    private static <T> T made(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
