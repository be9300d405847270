//! No output contains private metadata or secrets, at any depth and with any spelling of their names. Everything else is
//! unchanged.

use clerk_toolkit::client::Metadata;
use clerk_toolkit::sandbox::demo::{ACME, ADA};
use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, toolset};
use clerk_toolkit_tests::{World, calls};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};

/// Return the argument.
#[clerk_tool(effect = read, access = none)]
async fn echo(
    /// Any value.
    tree: Metadata,
) -> Result<Metadata, ToolError> {
    Ok(tree)
}

/// Return the argument as an untyped value.
#[clerk_tool(effect = read, access = none)]
async fn echo_value(
    /// Any value.
    tree: Metadata,
) -> Result<Value, ToolError> {
    Ok(tree["root"].clone())
}

toolset! {
    const ECHO = [echo, echo_value];
}

const PRIVATE: [&str; 5] =
    ["private_metadata", "privateMetadata", "PRIVATE-METADATA", "PrivateMetadata", "private-metadata"];

const SECRET: [&str; 30] = [
    "password",
    "Password",
    "password_digest",
    "passwordDigest",
    "password_hash",
    "password_hasher",
    "totp",
    "totp_secret",
    "TOTP-SECRET",
    "totp_uri",
    "backup_code",
    "backup_codes",
    "backupCodes",
    "token",
    "access_token",
    "accessToken",
    "refresh_token",
    "id_token",
    "session_token",
    "sign_in_token",
    "signInToken",
    "client_token",
    "jwt",
    "ticket",
    "secret",
    "client_secret",
    "secret_key",
    "SECRET-KEY",
    "signing_secret",
    "_secret_",
];

/// Names that only look similar.
const HARMLESS: [&str; 16] = [
    "public_metadata",
    "unsafe_metadata",
    "metadata",
    "private",
    "private_metadata_updated_at",
    "password_enabled",
    "password_last_updated_at",
    "totp_enabled",
    "backup_code_enabled",
    "token_count",
    "tokens",
    "secretary",
    "tickets",
    "url",
    "id",
    "",
];

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~äß€😀]{0,12}".prop_map(Value::from),
    ]
}

fn harmless_name() -> impl Strategy<Value = String> {
    // The names of secrets contain no `x` and no digit.
    prop_oneof![prop::sample::select(&HARMLESS[..]).prop_map(str::to_owned), "[a-z]{0,3}[x0-9][a-z_-]{0,3}"]
}

fn object(inner: impl Strategy<Value = Value>, most: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec((harmless_name(), inner), 0..most)
        .prop_map(|fields| Value::Object(fields.into_iter().collect()))
}

fn tree() -> impl Strategy<Value = Value> {
    let node = value().prop_recursive(6, 60, 5, |inner| {
        prop_oneof![prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from), object(inner, 5)]
    });
    object(node, 5)
}

/// A value to hide: the object of the tree to add it to, its name and its value.
fn plant(names: &'static [&'static str]) -> impl Strategy<Value = (prop::sample::Index, &'static str, Value)> {
    (any::<prop::sample::Index>(), prop::sample::select(names), prop_oneof![value(), tree()])
}

type Plants = Vec<(prop::sample::Index, &'static str, Value)>;

/// The tree with the values to hide in its objects. None of them is inside another.
fn planted(tree: &Value, plants: &Plants) -> Value {
    let mut places = Vec::new();
    objects(tree, String::new(), &mut places);
    let mut planted = tree.clone();
    for (index, name, value) in plants {
        let object = planted
            .pointer_mut(&places[index.index(places.len())])
            .and_then(Value::as_object_mut)
            .expect("the value is an object");
        object.insert((*name).to_owned(), value.clone());
    }
    planted
}

/// Collects the JSON Pointers of all objects.
fn objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                objects(field, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
            found.push(at);
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn toolkit(allow_private_metadata: bool) -> ClerkToolkit {
    ClerkToolkit::builder()
        .tools(ECHO)
        .allow_private_metadata(allow_private_metadata)
        .build()
        .expect("the toolkit is valid")
}

/// The output of a call. The runtime has no timers, because this tool needs none.
fn echoed(runtime: &Runtime, toolkit: &ClerkToolkit, tree: &Value) -> Value {
    let whole = runtime.block_on(toolkit.call("echo", json!({ "tree": tree }))).expect("the call succeeds");
    let wrapped = json!({ "tree": { "root": tree } });
    let plain = runtime.block_on(toolkit.call("echoValue", wrapped)).expect("the call succeeds");
    assert_eq!(whole, plain);
    whole
}

#[test]
fn hidden_values_are_removed_and_everything_else_stays() {
    let runtime = Builder::new_current_thread().build().expect("the runtime starts");
    let (closed, open) = (toolkit(false), toolkit(true));
    proptest!(|(tree in tree(), private in prop::collection::vec(plant(&PRIVATE), 0..6),
                secret in prop::collection::vec(plant(&SECRET), 0..6))| {
        let with_private = planted(&tree, &private);
        let all = planted(&with_private, &secret);
        prop_assert_eq!(echoed(&runtime, &closed, &all), tree);
        prop_assert_eq!(echoed(&runtime, &open, &all), with_private);
    });
}

#[test]
fn a_sign_in_link_is_a_secret_under_any_name() {
    let runtime = Builder::new_current_thread().build().expect("the runtime starts");
    let link = "https://clerk.example.com/v1/tickets/accept?ticket=abc";
    let tree = json!({ "url": link, "links": [link, "https://example.com"], "deep": { "href": link, "id": 1 } });
    let expected = json!({ "links": ["https://example.com"], "deep": { "id": 1 } });
    for allow in [false, true] {
        assert_eq!(echoed(&runtime, &toolkit(allow), &tree), expected);
    }
}

/// The private data of the demo data, as the API returns it.
const KEPT: [&str; 5] = ["private_metadata", "internal_note", "cus_demo", "Holds the signing key", "ticket="];

#[tokio::test]
async fn no_built_in_tool_returns_private_data() {
    for call in calls() {
        let world = World::start().await;
        let arguments = call.full().as_object().cloned().unwrap_or_default();
        let arguments: Map<String, Value> = arguments
            .into_iter()
            .filter(|(name, _)| !["privateMetadata", "profileImageId"].contains(&name.as_str()))
            .collect();
        let output = world.call_ok(call.tool, arguments.into()).await.to_string();
        for kept in KEPT {
            assert!(!output.contains(kept), "{}: {kept} is in {output}", call.tool);
        }
    }
}

#[tokio::test]
async fn the_api_returns_the_private_data_to_other_clients() {
    let world = World::start().await;
    let paths = [
        format!("/users/{ADA}"),
        format!("/organizations/{ACME}"),
        format!("/organizations/{ACME}/memberships"),
        format!("/organizations/{ACME}/invitations"),
    ];
    let mut raw = String::new();
    for path in paths {
        raw += &world.read(&path).await.to_string();
    }
    for kept in KEPT {
        assert!(raw.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn nested_private_metadata_is_removed_and_other_fields_stay() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": ACME, "userId": ADA, "publicMetadata": {} });
    let output = world.call_ok("updateOrganizationMembershipMetadata", arguments).await;
    assert_eq!(output["organization"]["public_metadata"], json!({ "industry": "explosives" }));
    assert_eq!(output["organization"].get("private_metadata"), None);
    assert_eq!(output.get("private_metadata"), None);
}

#[tokio::test]
async fn private_metadata_is_returned_if_allowed_but_sign_in_links_are_not() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    let user = world.call_ok("getUser", json!({ "userId": ADA })).await;
    assert_eq!(user, world.read(&format!("/users/{ADA}")).await);
    assert_eq!(user["private_metadata"]["billing"]["customer_id"], "cus_demo_ada");
    let arguments = json!({ "emailAddress": "linus@example.com" });
    let invitation = world.call_ok("createInvitation", arguments).await;
    assert_eq!(invitation.get("url"), None);
}
