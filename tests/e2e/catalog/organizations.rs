//! The tools for organizations.

use clerk_toolkit::sandbox::demo::{ACME, EDSGER, GLOBEX};
use clerk_toolkit_tests::World;
use serde_json::{Value, json};

super::tool_tests! {
    "getOrganization" =>
        an_organization_is_read_by_id_and_by_slug, members_are_counted_on_request, either_the_id_or_the_slug_is_required;
    "createOrganization" => an_organization_is_created;
    "updateOrganization" =>
        only_the_profile_changes, only_the_metadata_changes, profile_and_metadata_change_together,
        a_failure_after_the_first_request_is_reported;
    "updateOrganizationMetadata" => metadata_is_merged_and_null_removes_a_key;
    "deleteOrganization" => an_organization_is_deleted;
}

async fn private() -> World {
    World::with(|toolkit| toolkit.allow_private_metadata(true)).await
}

async fn acme(world: &World) -> Value {
    world.read(&format!("/organizations/{ACME}")).await
}

async fn an_organization_is_read_by_id_and_by_slug() {
    let world = private().await;
    let stored = acme(&world).await;
    assert_eq!(world.call_ok("getOrganization", json!({ "organizationId": ACME })).await, stored);
    assert_eq!(world.call_ok("getOrganization", json!({ "slug": "acme" })).await, stored);
    assert_eq!(world.call_ok("getOrganization", json!({ "slug": "acme", "organizationId": null })).await, stored);
    assert_eq!(world.call_ok("getOrganization", json!({ "slug": "globex" })).await["id"], GLOBEX);
}

async fn members_are_counted_on_request() {
    let world = World::start().await;
    let counted = json!({ "organizationId": ACME, "includeMembersCount": true });
    let output = world.call_ok("getOrganization", counted).await;
    let stored = world.read(&format!("/organizations/{ACME}/memberships")).await;
    assert_eq!(output["members_count"], stored["total_count"]);
    assert_eq!(output["members_count"], 3);

    world.sandbox.clear_requests();
    let uncounted = json!({ "slug": "acme", "includeMembersCount": false });
    let output = world.call_ok("getOrganization", uncounted).await;
    assert_eq!(output.get("members_count"), None);
    assert_eq!(world.only_request().path, "/v1/organizations/acme?include_members_count=false");

    world.sandbox.clear_requests();
    world.call_ok("getOrganization", json!({ "slug": "acme" })).await;
    assert_eq!(world.only_request().path, "/v1/organizations/acme");
}

async fn either_the_id_or_the_slug_is_required() {
    let world = World::start().await;
    for arguments in
        [json!({}), json!({ "includeMembersCount": true }), json!({ "organizationId": ACME, "slug": "acme" })]
    {
        let error = world.refused("getOrganization", arguments, "arguments_invalid").await;
        assert!(error.message().contains("`organizationId`") && error.message().contains("`slug`"), "{error}");
    }
}

async fn an_organization_is_created() {
    let world = private().await;
    let arguments = json!({
        "name": "Initech",
        "slug": "initech-tx",
        "createdBy": EDSGER,
        "maxAllowedMemberships": 7,
        "publicMetadata": { "tier": { "level": 1 } },
        "privateMetadata": { "margin": 12 },
    });
    let output = world.call_ok("createOrganization", arguments).await;
    let id = output["id"].as_str().expect("the id is valid");
    let stored = world.read(&format!("/organizations/{id}")).await;
    assert_eq!(output, stored);
    for (field, expected) in [
        ("name", json!("Initech")),
        ("slug", json!("initech-tx")),
        ("created_by", json!(EDSGER)),
        ("max_allowed_memberships", json!(7)),
        ("public_metadata", json!({ "tier": { "level": 1 } })),
        ("private_metadata", json!({ "margin": 12 })),
    ] {
        assert_eq!(stored[field], expected, "{field}");
    }
    assert_eq!(world.membership(id, EDSGER).await.expect("the creator is a member")["role"], "org:admin");

    let output = world.call_ok("createOrganization", json!({ "name": "Hooli", "maxAllowedMemberships": 0 })).await;
    assert_eq!((&output["slug"], &output["max_allowed_memberships"]), (&json!("hooli"), &json!(0)));
}

async fn only_the_profile_changes() {
    let world = World::start().await;
    let before = acme(&world).await;
    world.sandbox.clear_requests();
    let arguments =
        json!({ "organizationId": ACME, "name": "Acme Limited", "slug": "acme-ltd", "maxAllowedMemberships": 9 });
    let output = world.call_ok("updateOrganization", arguments).await;
    assert_eq!(world.only_request().path, format!("/v1/organizations/{ACME}"));
    let after = acme(&world).await;
    assert_eq!((&after["name"], &after["slug"]), (&json!("Acme Limited"), &json!("acme-ltd")));
    assert_eq!((&after["max_allowed_memberships"], &output["name"]), (&json!(9), &json!("Acme Limited")));
    assert_eq!(after["public_metadata"], before["public_metadata"]);
    assert_eq!(after["private_metadata"], before["private_metadata"]);
}

async fn only_the_metadata_changes() {
    let world = private().await;
    let arguments = json!({
        "organizationId": ACME,
        "publicMetadata": { "industry": null, "tier": 1 },
        "privateMetadata": { "billing": { "customer_id": null, "currency": "EUR" } },
    });
    let output = world.call_ok("updateOrganization", arguments).await;
    assert_eq!(world.only_request().path, format!("/v1/organizations/{ACME}/metadata"));
    let after = acme(&world).await;
    assert_eq!(output, after);
    assert_eq!(after["name"], "Acme Inc");
    assert_eq!(after["public_metadata"], json!({ "tier": 1 }));
    let private = json!({ "internal_note": "Contract ends in June.", "billing": { "currency": "EUR" } });
    assert_eq!(after["private_metadata"], private);
}

async fn profile_and_metadata_change_together() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": ACME, "name": "Acme Limited", "publicMetadata": { "tier": 1 } });
    let output = world.call_ok("updateOrganization", arguments).await;
    let after = acme(&world).await;
    assert_eq!(after["name"], "Acme Limited");
    assert_eq!(after["public_metadata"], json!({ "industry": "explosives", "tier": 1 }));
    assert_eq!((&output["name"], &output["public_metadata"]), (&after["name"], &after["public_metadata"]));
    assert_eq!(after["private_metadata"]["internal_note"], "Contract ends in June.");
}

async fn a_failure_after_the_first_request_is_reported() {
    let world = World::start().await;
    // More metadata than Clerk accepts.
    let arguments =
        json!({ "organizationId": ACME, "name": "Acme Limited", "publicMetadata": { "blob": "x".repeat(20_000) } });
    let error = world.call_err("updateOrganization", arguments).await;
    assert!(
        error.hint().is_some_and(|hint| hint.contains("The fields other than the metadata were changed.")),
        "{error}"
    );
    assert_eq!(acme(&world).await["name"], "Acme Limited");
}

async fn metadata_is_merged_and_null_removes_a_key() {
    let world = private().await;
    let arguments = json!({
        "organizationId": ACME,
        "publicMetadata": { "industry": "anvils", "offices": { "paris": { "desks": 3 } } },
        "privateMetadata": { "internal_note": null },
    });
    world.call_ok("updateOrganizationMetadata", arguments).await;
    let more =
        json!({ "organizationId": ACME, "publicMetadata": { "offices": { "oslo": {}, "paris": { "desks": null } } } });
    let output = world.call_ok("updateOrganizationMetadata", more).await;
    let after = acme(&world).await;
    assert_eq!(output, after);
    let public = json!({ "industry": "anvils", "offices": { "paris": {}, "oslo": {} } });
    assert_eq!(after["public_metadata"], public);
    assert_eq!(after["private_metadata"], json!({ "billing": { "customer_id": "cus_demo_acme" } }));
}

async fn an_organization_is_deleted() {
    let world = World::start().await;
    let output = world.call_ok("deleteOrganization", json!({ "organizationId": ACME })).await;
    assert_eq!((&output["id"], &output["deleted"]), (&json!(ACME), &json!(true)));
    assert_eq!(world.only_request().method, "DELETE");
    assert_eq!(world.look(&format!("/organizations/{ACME}")).await.0, 404);
    assert_eq!(world.read("/organizations").await["total_count"], 1);
}
