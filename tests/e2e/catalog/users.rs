//! The tools for users.

use clerk_toolkit::sandbox::demo::{ADA, ALAN, EDSGER, GRACE};
use clerk_toolkit_tests::{World, acting_for};
use serde_json::{Value, json};

super::tool_tests! {
    "getUserId" => the_signed_in_user_is_returned;
    "getUser" => a_user_is_read;
    "getUserCount" => all_users_are_counted;
    "updateUser" => only_the_given_profile_fields_change, a_profile_image_is_set_by_its_id;
    "updateUserPublicMetadata" => public_metadata_is_merged_and_null_removes_a_key;
    "updateUserUnsafeMetadata" => unsafe_metadata_is_merged_and_null_removes_a_key;
}

async fn the_signed_in_user_is_returned() {
    let world = World::scoped(acting_for(GRACE)).await;
    assert_eq!(world.call_ok("getUserId", json!({})).await, json!({ "userId": GRACE }));
    let nobody = World::start().await;
    assert_eq!(nobody.call_ok("getUserId", json!({})).await, json!({ "userId": null }));
    assert_eq!(nobody.sandbox.requests(), [], "the tool sends no request");
}

async fn a_user_is_read() {
    let world = World::start().await;
    let output = world.call_ok("getUser", json!({ "userId": ADA })).await;
    let mut stored = world.read(&format!("/users/{ADA}")).await;
    let private = stored.get_mut("private_metadata").expect("private metadata is present");
    *private = json!({ "redacted": "[redacted by clerk-toolkit: private metadata]" });
    assert_eq!(output, stored);
    assert_eq!(output["first_name"], "Ada");
}

async fn all_users_are_counted() {
    let world = World::start().await;
    let output = world.call_ok("getUserCount", json!({})).await;
    assert_eq!(output, world.read("/users/count").await);
    assert_eq!(output["total_count"], 5);
}

async fn only_the_given_profile_fields_change() {
    let world = World::start().await;
    let before = world.read(&format!("/users/{ALAN}")).await;
    let arguments = json!({ "userId": ALAN, "firstName": "Alan M.", "username": "bombe" });
    let output = world.call_ok("updateUser", arguments).await;
    let after = world.read(&format!("/users/{ALAN}")).await;
    assert_eq!((&after["first_name"], &after["username"]), (&json!("Alan M."), &json!("bombe")));
    assert_eq!((&output["first_name"], &output["username"]), (&json!("Alan M."), &json!("bombe")));
    for field in ["last_name", "email_addresses", "public_metadata"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    world.call_ok("updateUser", json!({ "userId": ALAN, "lastName": "T." })).await;
    let after = world.read(&format!("/users/{ALAN}")).await;
    assert_eq!((&after["first_name"], &after["last_name"]), (&json!("Alan M."), &json!("T.")));
}

async fn a_profile_image_is_set_by_its_id() {
    let world = World::start().await;
    let arguments = json!({ "userId": EDSGER, "profileImageId": "img_2Portrait" });
    let error = world.call_err("updateUser", arguments).await;
    // The sandbox knows the field but has no such image.
    assert_eq!(error.code(), "form_resource_not_found", "{error}");
    let request = world.only_request();
    assert_eq!(request.path, format!("/v1/users/{EDSGER}"));
    assert_eq!(request.body, Some(json!({ "profile_image_id": "img_2Portrait" })));
}

async fn public_metadata_is_merged_and_null_removes_a_key() {
    check_merge(
        "updateUserPublicMetadata",
        "public_metadata",
        json!({ "plan": null, "preferences": { "theme": null, "size": 3 }, "tags": ["a", null] }),
        json!({ "preferences": { "language": "en", "size": 3 }, "tags": ["a", null] }),
    )
    .await;
}

async fn unsafe_metadata_is_merged_and_null_removes_a_key() {
    check_merge(
        "updateUserUnsafeMetadata",
        "unsafe_metadata",
        json!({ "nickname": null, "tour": { "done": false } }),
        json!({ "tour": { "done": false } }),
    )
    .await;
}

async fn check_merge(tool: &str, field: &str, patch: Value, expected: Value) {
    let world = World::start().await;
    let before = world.read(&format!("/users/{ADA}")).await;
    let output = world.call_ok(tool, json!({ "userId": ADA, "metadata": patch })).await;
    let after = world.read(&format!("/users/{ADA}")).await;
    assert_eq!(after[field], expected);
    assert_eq!(output[field], expected);
    for other in ["public_metadata", "private_metadata", "unsafe_metadata"] {
        assert!(other == field || after[other] == before[other], "{other} changed too");
    }
}
