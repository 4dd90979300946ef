package io.github.scimexporter.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * On which lines the keys stand. Jackson's own location is where its parser has read to, which may
 * be lines behind the key that is wrong.
 *
 * @param root the document; empty if the text holds none
 */
record YamlLines(Optional<Node> root) {
  /** Looks at a text that is known to be YAML. */
  static YamlLines of(String text) {
    LoaderOptions options = new LoaderOptions();
    // Nodes are only looked at, and nothing is made of them: no tag does harm.
    options.setTagInspector(tag -> true);
    return new YamlLines(Optional.ofNullable(new Yaml(options).compose(new StringReader(text))));
  }

  /** The line of the last step of the path, counted from 1; empty if it leads nowhere. */
  Optional<Integer> of(List<JsonMappingException.Reference> path) {
    Optional<Node> key = root;
    Optional<Node> value = root;
    for (JsonMappingException.Reference step : path) {
      if (value.orElse(null) instanceof SequenceNode list
          && step.getIndex() >= 0
          && step.getIndex() < list.getValue().size()) {
        key = Optional.of(list.getValue().get(step.getIndex()));
        value = key;
      } else if (value.orElse(null) instanceof MappingNode mapping) {
        Optional<NodeTuple> entry = entry(mapping, step.getFieldName());
        key = entry.map(NodeTuple::getKeyNode);
        value = entry.map(NodeTuple::getValueNode);
      } else {
        return Optional.empty();
      }
    }
    return key.map(node -> node.getStartMark().getLine() + 1);
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String name) {
    return mapping.getValue().stream()
        .filter(entry -> entry.getKeyNode() instanceof ScalarNode)
        .filter(entry -> ((ScalarNode) entry.getKeyNode()).getValue().equals(name))
        .findFirst();
  }
}
