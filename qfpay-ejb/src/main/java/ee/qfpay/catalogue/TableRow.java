package ee.qfpay.catalogue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of a code table, read cell by cell under a rule each. Cells with several words separate them by one blank.
 * A dash stands for "none" or "not stated", so that an empty cell is always a mistake.
 */
record TableRow(String file, NamedCsvRecord cells) {

    static final String NONE = "-";

    private static final int LONGEST_TEXT = 200;
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,4}");

    /**
     * The cell as it stands.
     *
     * @throws BrokenTable if the cell is empty, padded or longer than 200 characters
     */
    String text(String column) {
        String value = cells.getField(column);
        if (value.isBlank()) {
            throw refusal(column, "must not be empty; write " + NONE + " where none is meant");
        }
        if (!value.equals(value.strip()) || value.codePoints().anyMatch(Character::isISOControl)) {
            throw refusal(column, "must not begin or end with a blank or hold a control character");
        }
        if (value.length() > LONGEST_TEXT) {
            throw refusal(column, "must not be longer than " + LONGEST_TEXT + " characters");
        }
        return value;
    }

    /**
     * A code of a fixed shape.
     *
     * @throws BrokenTable if the cell is not of the shape, which {@code rule} describes
     */
    String code(String column, Pattern shape, String rule) {
        String value = text(column);
        if (!shape.matcher(value).matches()) {
            throw refusal(column, rule);
        }
        return value;
    }

    /**
     * The three languages.
     *
     * @throws BrokenTable if one is missing or a mere dash
     */
    Texts texts() {
        for (String column : List.of("english", "simplified", "traditional")) {
            if (text(column).equals(NONE)) {
                throw refusal(column, "must be a text people can read");
            }
        }
        return new Texts(text("english"), text("simplified"), text("traditional"));
    }

    /**
     * One word of an enum.
     *
     * @throws BrokenTable if the cell is not exactly one of the constants' names
     */
    <E extends Enum<E>> E word(String column, Class<E> words) {
        return constant(column, text(column), words);
    }

    /**
     * No words for a dash.
     *
     * @throws BrokenTable for an unknown or repeated word
     */
    <E extends Enum<E>> Set<E> words(String column, Class<E> words) {
        Set<E> found = new LinkedHashSet<>();
        for (String word : list(column)) {
            found.add(constant(column, word, words));
        }
        return found;
    }

    /**
     * Nothing for a dash.
     *
     * @throws BrokenTable for a repeated word
     */
    List<String> list(String column) {
        if (text(column).equals(NONE)) {
            return List.of();
        }
        List<String> found = Arrays.asList(text(column).split(" ", -1));
        if (Set.copyOf(found).size() < found.size()) {
            throw refusal(column, "must not name anything twice");
        }
        return found;
    }

    /**
     * Empty for a dash.
     *
     * @throws BrokenTable if the cell is not a whole number in the range
     */
    OptionalInt number(String column, int least, int most) {
        String value = text(column);
        if (value.equals(NONE)) {
            return OptionalInt.empty();
        }
        boolean inRange = SMALL_NUMBER.matcher(value).matches()
                && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most;
        if (!inRange) {
            throw refusal(column, "must be a whole number from " + least + " to " + most + ", or " + NONE);
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    /** Empty for a dash. */
    Optional<String> optional(String column) {
        return text(column).equals(NONE) ? Optional.empty() : Optional.of(text(column));
    }

    BrokenTable refusal(String column, String rule) {
        return new BrokenTable(file, cells.getStartingLineNumber(), column, cells.getField(column), rule);
    }

    private <E extends Enum<E>> E constant(String column, String word, Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .filter(constant -> constant.name().equals(word))
                .findFirst()
                .orElseThrow(() -> refusal(
                        column,
                        "must be one of "
                                + Arrays.toString(words.getEnumConstants()).toUpperCase(Locale.ROOT)));
    }
}
