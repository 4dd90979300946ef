package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void usersAndGroupsAreCollections() {
    assertThat(Target.of(List.of("Users"))).isEqualTo(Target.COLLECTION);
    assertThat(Target.of(List.of("Groups"))).isEqualTo(Target.COLLECTION);
    assertThat(Target.of(List.of("users"))).isEqualTo(Target.COLLECTION);
  }

  @Test
  void aQueryByPostAsksForTheCollection() {
    assertThat(Target.of(List.of("Users", ".search"))).isEqualTo(Target.COLLECTION);
  }

  @Test
  void oneUserOrGroupIsAResource() {
    assertThat(Target.of(List.of("Users", "42"))).isEqualTo(Target.RESOURCE);
    assertThat(Target.of(List.of("Groups", "a b"))).isEqualTo(Target.RESOURCE);
  }

  @Test
  void whatDescribesTheServerIsDiscovery() {
    assertThat(Target.of(List.of("ServiceProviderConfig"))).isEqualTo(Target.DISCOVERY);
    assertThat(Target.of(List.of("Schemas"))).isEqualTo(Target.DISCOVERY);
    assertThat(Target.of(List.of("Schemas", "urn:ietf:params:scim:schemas:core:2.0:User")))
        .isEqualTo(Target.DISCOVERY);
    assertThat(Target.of(List.of("ResourceTypes", "User"))).isEqualTo(Target.DISCOVERY);
  }

  @Test
  void allElseIsOther() {
    assertThat(Target.of(List.of())).isEqualTo(Target.OTHER);
    assertThat(Target.of(List.of("Me"))).isEqualTo(Target.OTHER);
    assertThat(Target.of(List.of("Bulk"))).isEqualTo(Target.OTHER);
    assertThat(Target.of(List.of("Usersx"))).isEqualTo(Target.OTHER);
  }
}
