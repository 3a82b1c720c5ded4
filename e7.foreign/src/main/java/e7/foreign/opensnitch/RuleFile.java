package e7.foreign.opensnitch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import e7.foreign.opensnitch.SnitchRule.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON of one file. As in OpenSnitch, which reads it with Go's encoding/json, letter case of keys does not count, a null says nothing,
 * unknown keys are passed over, and a value of the wrong type spoils the file. Other than there, a key that stands twice does, too.
 */
final class RuleFile {

    /** A rule has a few hundred bytes; what is larger is no rule. */
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build();

    private final JsonParser json;

    private RuleFile(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads a rule.
     *
     * @throws IOException in one line {@code FILE:LINE:COLUMN: FAULT}, the file without its folder; without a place if it cannot be read
     */
    static SnitchRule read(Path file) throws IOException {
        return in(file, RuleFile::rule);
    }

    /**
     * Reads names of lists of networks, as OpenSnitch's network_aliases.json has them.
     *
     * @throws IOException as {@link #read} does
     */
    static Map<String, List<String>> readAliases(Path file) throws IOException {
        return in(file, RuleFile::aliases);
    }

    /** How a whole file is read. */
    private interface Reading<T> {
        T from(RuleFile file) throws IOException;
    }

    private static <T> T in(Path file, Reading<T> reading) throws IOException {
        // A pipe would never end.
        if (!Files.isRegularFile(file)) {
            throw new IOException(file.getFileName() + ": is no regular file");
        }
        try (JsonParser json = JSON.createParser(file.toFile())) {
            json.nextToken();
            T read = reading.from(new RuleFile(json));
            if (json.nextToken() != null) {
                throw new Fault("more behind the end of the rule", json.currentTokenLocation());
            }
            return read;
        } catch (JsonProcessingException e) {
            String fault = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
            throw new IOException(file.getFileName() + place(e.getLocation()) + ": " + fault, e);
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": cannot be read: " + e.getClass().getSimpleName().replaceFirst("Exception$", ""), e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr() + ":" + Math.max(1, location.getColumnNr());
    }

    /** A value that JSON allows and a rule does not. */
    private static final class Fault extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        Fault(String message, JsonLocation location) {
            super(message, location);
        }
    }

    private SnitchRule rule() throws IOException {
        Map<String, Object> fields = object("a rule");
        return new SnitchRule(
                text(fields, "name"),
                text(fields, "action"),
                text(fields, "duration"),
                isTrue(fields, "enabled"),
                isTrue(fields, "precedence"),
                fields.get("operator") instanceof Operator operator ? operator : new Operator("", "", "", false, List.of()));
    }

    private Operator operator() throws IOException {
        Map<String, Object> fields = object("an operator");
        List<Operator> list = new ArrayList<>();
        if (fields.get("list") instanceof List<?> operators) {
            operators.forEach(operator -> list.add((Operator) operator));
        }
        return new Operator(text(fields, "type"), text(fields, "operand"), text(fields, "data"), isTrue(fields, "sensitive"), list);
    }

    private static String text(Map<String, Object> fields, String key) {
        return (String) fields.getOrDefault(key, "");
    }

    private static boolean isTrue(Map<String, Object> fields, String key) {
        return (Boolean) fields.getOrDefault(key, false);
    }

    /** The fields that mean something to us, by their key in lower case. */
    private Map<String, Object> object(String what) throws IOException {
        expect(JsonToken.START_OBJECT, what);
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName().toLowerCase(Locale.ROOT);
            JsonLocation location = json.currentTokenLocation();
            boolean isNull = json.nextToken() == JsonToken.VALUE_NULL;
            Object value = isNull ? null : field(key);
            if (value != null && fields.put(key, value) != null) {
                throw new Fault("'" + key + "' stands twice", location);
            }
        }
        return fields;
    }

    private Object field(String key) throws IOException {
        switch (key) {
            case "name", "action", "duration", "type", "operand", "data":
                expect(JsonToken.VALUE_STRING, "text for '" + key + "'");
                return json.getText();
            case "enabled", "precedence", "sensitive":
                if (json.currentToken() != JsonToken.VALUE_FALSE) {
                    expect(JsonToken.VALUE_TRUE, "true or false for '" + key + "'");
                }
                return json.getBooleanValue();
            case "operator":
                return operator();
            case "list":
                return operators();
            default:
                json.skipChildren();
                return null;
        }
    }

    private List<Operator> operators() throws IOException {
        expect(JsonToken.START_ARRAY, "a list of operators");
        List<Operator> operators = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            operators.add(operator());
        }
        return operators;
    }

    private Map<String, List<String>> aliases() throws IOException {
        expect(JsonToken.START_OBJECT, "lists of networks by name");
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            List<String> networks = new ArrayList<>();
            aliases.put(json.currentName(), networks);
            json.nextToken();
            expect(JsonToken.START_ARRAY, "a list of networks");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(JsonToken.VALUE_STRING, "a network");
                networks.add(json.getText());
            }
        }
        return aliases;
    }

    private void expect(JsonToken token, String what) throws IOException {
        if (json.currentToken() != token) {
            throw new Fault(what + " is wanted here", json.currentTokenLocation());
        }
    }
}
