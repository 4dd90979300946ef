package io.github.scimexporter.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads the configuration file. */
public final class ConfigLoader {
  private static final JsonMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .addModule(new ConfigModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  /** How Jackson's parser says it. */
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");

  private ConfigLoader() {}

  /**
   * Reads and checks a configuration.
   *
   * @param file the YAML file; relative paths in it are relative to its directory
   * @throws ConfigException if it cannot be read or used
   */
  public static Configuration load(Path file) throws ConfigException {
    return ConfigBuilder.build(file, read(file));
  }

  private static ConfigDocument read(Path file) throws ConfigException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": does not exist; name the file with --config.file=FILE");
    } catch (AccessDeniedException e) {
      throw new ConfigException(file + ": may not be read by this user; grant read permission");
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new ConfigException(
          Files.isDirectory(file)
              ? file + ": is a directory; name the file with --config.file=FILE"
              : file + ": cannot be read (" + e.getMessage() + ")");
    }
    try {
      ConfigDocument document = YAML.readValue(text, ConfigDocument.class);
      if (document == null) {
        throw new ConfigException(file + ": is empty; configure access_logs and syncs");
      }
      return document;
    } catch (JacksonException e) {
      throw new ConfigException(describe(file, text, e));
    }
  }

  private static String describe(Path file, String text, JacksonException e) {
    Optional<MarkedYAMLException> yaml = yamlProblem(e);
    if (yaml.isPresent()) {
      int line = yaml.get().getProblemMark().getLine() + 1;
      return file + ":" + line + ": is not YAML: " + oneLine(yaml.get().getProblem());
    }
    if (!(e instanceof JsonMappingException mapping)) {
      return file + line(e.getLocation()) + ": " + problem(e);
    }
    String key = key(mapping.getPath());
    if (e.getCause() instanceof JacksonException cause && !(cause instanceof DatabindException)) {
      return file + line(e.getLocation()) + ": " + (key.isEmpty() ? "" : key + ": ") + problem(e);
    }
    YamlLines lines = YamlLines.of(text);
    if (lines.root().isEmpty()) {
      return file + ": is empty; configure access_logs and syncs";
    }
    String line = lines.of(mapping.getPath()).map(number -> ":" + number).orElse("");
    String where = file + line + ": " + (key.isEmpty() ? "" : key + ": ");
    if (e instanceof InvalidNullException) {
      return where + "holds an entry without a value; write one or remove the entry";
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return where + "unknown key; known here are " + sorted(unknown.getKnownPropertyIds());
    }
    if (e instanceof MismatchedInputException mismatch) {
      return where + "must be " + shape(mismatch.getTargetType());
    }
    return where + oneLine(mapping.getOriginalMessage());
  }

  /** What the YAML parser said, which is wrapped once more below the document's first level. */
  private static Optional<MarkedYAMLException> yamlProblem(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException yaml) {
        return Optional.of(yaml);
      }
    }
    return Optional.empty();
  }

  private static String problem(JacksonException e) {
    String problem = oneLine(e.getOriginalMessage());
    Matcher duplicate = DUPLICATE.matcher(problem);
    return duplicate.matches()
        ? "the key '" + duplicate.group(1) + "' stands twice; remove one of them"
        : problem;
  }

  private static String line(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1 ? "" : ":" + location.getLineNr();
  }

  private static String key(List<JsonMappingException.Reference> path) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }

  private static String sorted(@Nullable Collection<Object> keys) {
    return keys == null
        ? "none"
        : keys.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String shape(@Nullable Class<?> type) {
    if (type == null) {
      return "of another shape";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "a mapping of keys to values";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return type == Integer.class || type == int.class ? "a whole number" : "a single word";
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
