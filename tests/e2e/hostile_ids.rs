//! Ids come from a language model. An invalid id must never become a request.
//!
//! Each test takes a valid call and replaces one id or slug with a hostile value. This covers every id of every tool.

use clerk_toolkit::sandbox::demo::{ACME, ACME_INVITATION, ADA, INVITATION};
use clerk_toolkit_tests::{World, calls};
use serde_json::{Value, json};

/// Texts that are not valid ids.
fn hostile() -> Vec<String> {
    let fixed = [
        "",
        " ",
        ".",
        "..",
        "../users",
        "%2e%2e",
        "%2E%2E/users",
        ".\t./organizations",
        "\t..",
        "/",
        "//evil.example/v1",
        "http://evil.example/",
        "@evil.example",
        "user_1/ban?x=1",
        "user_1/../user_2",
        "user_1#",
        "user_1?x=1",
        "user_1&x=1",
        "user_1;x",
        "user_1%2Fban",
        "user_1\\ban",
        "user_1\0",
        "user_1\n",
        "user_1\r\nX: y",
        "user_1\u{2028}",
        " user_1",
        "user_1 ",
        "\u{feff}user_1",
        "user_1\u{200b}",
        "user_",
        "user__1",
        "user-1",
        "USER_1",
        "us\u{435}r_1",
        "\u{ff55}ser_1",
        "user_\u{ff11}",
        "user_1\u{301}",
        "org_1/memberships",
        "org_\u{43e}1",
        "inv_1/revoke",
        "orginv_1/revoke",
        "img_1/..",
        "null",
        "undefined",
        "[object Object]",
        "{user_id}",
        "*",
        "A-Slug",
        "sl\u{fc}g",
        "slug_with_underscore",
    ];
    let long = [("user_", 10_000), ("org_", 10_000), ("inv_", 10_000), ("a-", 10_000), ("orginv_", 65), ("img_", 65)];
    let long = long.map(|(start, length)| format!("{start}{}", "a".repeat(length)));
    fixed.into_iter().map(str::to_owned).chain(long).collect()
}

/// A valid id of each kind.
const IDS: [&str; 7] = [ADA, ACME, INVITATION, ACME_INVITATION, "img_2Portrait", "sess_2Session", "orgmem_2Membership"];

/// Whether an argument is an id or a slug.
fn is_id(argument: &str) -> bool {
    argument.ends_with("Id") || matches!(argument, "slug" | "createdBy")
}

/// A tool, its valid arguments, the name of the id to replace, and the valid value of that id.
fn targets() -> Vec<(&'static str, Value, String, String)> {
    let mut targets = Vec::new();
    for call in calls() {
        let arguments = call.full();
        for (name, value) in arguments.as_object().into_iter().flatten() {
            if let Some(id) = value.as_str().filter(|_| is_id(name)) {
                targets.push((call.tool, arguments.clone(), name.clone(), id.to_owned()));
            }
        }
    }
    targets
}

/// The prefix of an id; empty for a slug.
fn kind(id: &str) -> &str {
    id.split_once('_').map_or("", |(kind, _)| kind)
}

async fn assert_rejected(world: &World, tool: &str, arguments: &Value, name: &str, value: Value) {
    let mut arguments = arguments.clone();
    arguments[name] = value.clone();
    let error = world.call_err(tool, arguments).await;
    let shown = error.to_value().to_string();
    assert_eq!(error.code(), "arguments_invalid", "{tool} {name} {value}: {shown}");
    assert!(error.message().contains(&format!("`{name}`")), "{tool} {name} {value}: {shown}");
    assert!(shown.len() < 400, "{tool} {name}: {shown}");
    assert!(error.message().chars().all(|c| c == '…' || (' '..='~').contains(&c)), "{tool} {name}: {shown}");
}

#[test]
fn every_id_of_the_catalog_is_a_target() {
    let names: Vec<String> = targets().into_iter().map(|(tool, _, name, _)| format!("{tool}.{name}")).collect();
    let expected = [
        "getUser.userId",
        "updateUser.userId",
        "updateUser.profileImageId",
        "updateUserPublicMetadata.userId",
        "updateUserUnsafeMetadata.userId",
        "getOrganization.organizationId",
        "getOrganization.slug",
        "createOrganization.slug",
        "createOrganization.createdBy",
        "updateOrganization.organizationId",
        "updateOrganization.slug",
        "updateOrganizationMetadata.organizationId",
        "deleteOrganization.organizationId",
        "createOrganizationMembership.organizationId",
        "createOrganizationMembership.userId",
        "updateOrganizationMembership.organizationId",
        "updateOrganizationMembership.userId",
        "updateOrganizationMembershipMetadata.organizationId",
        "updateOrganizationMembershipMetadata.userId",
        "deleteOrganizationMembership.organizationId",
        "deleteOrganizationMembership.userId",
        "createOrganizationInvitation.organizationId",
        "createOrganizationInvitation.inviterUserId",
        "revokeOrganizationInvitation.organizationId",
        "revokeOrganizationInvitation.invitationId",
        "revokeOrganizationInvitation.requestingUserId",
        "revokeInvitation.invitationId",
    ];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn hostile_ids_are_rejected_by_name_and_not_sent() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    let hostile = hostile();
    for (tool, arguments, name, _) in targets() {
        let is_left_out = |text: &str| text.is_empty() && is_optional(tool, &name);
        for text in hostile.iter().filter(|text| !is_valid_slug(&name, text) && !is_left_out(text)) {
            assert_rejected(&world, tool, &arguments, &name, json!(text)).await;
        }
    }
    assert_eq!(world.sandbox.requests(), []);
}

/// Whether an argument may be left out, which an empty text means.
fn is_optional(tool: &str, name: &str) -> bool {
    // `getOrganization` needs an id or a slug.
    let alone = tool == "getOrganization";
    let definition = clerk_toolkit::catalog::ALL.get(tool).expect("the tool exists");
    !alone && definition.parameters().iter().any(|parameter| parameter.name() == name && !parameter.is_required())
}

/// Some invalid ids are valid slugs.
fn is_valid_slug(name: &str, text: &str) -> bool {
    name == "slug" && ["null", "undefined", "user-1"].contains(&text)
}

#[tokio::test]
async fn ids_of_another_kind_are_rejected_by_name_and_not_sent() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    for (tool, arguments, name, valid) in targets() {
        for id in IDS.iter().filter(|id| kind(id) != kind(&valid)) {
            assert_rejected(&world, tool, &arguments, &name, json!(id)).await;
        }
    }
    assert_eq!(world.sandbox.requests(), []);
}

#[tokio::test]
async fn an_id_that_is_not_a_string_is_rejected() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    for (tool, arguments, name, valid) in targets() {
        for value in [json!(1), json!(true), json!([valid]), json!({ "id": valid }), json!({ "$ne": "" })] {
            assert_rejected(&world, tool, &arguments, &name, value).await;
        }
    }
    assert_eq!(world.sandbox.requests(), []);
}

#[tokio::test]
async fn the_unchanged_calls_are_not_rejected() {
    for call in calls() {
        let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
        if let Err(error) = world.toolkit.call(call.tool, call.full()).await {
            assert_ne!(error.code(), "arguments_invalid", "{}: {error}", call.tool);
        }
    }
}
