//! Invalid arguments, which are rejected before anything is sent.

use clerk_toolkit::sandbox::demo::{ACME, ADA, GRACE};
use clerk_toolkit::{ToolError, clerk_tool, tool_type, toolset};
use clerk_toolkit_tests::World;
use serde_json::{Value, json};

use super::shown;

/// One line of an order.
#[tool_type]
#[derive(Debug, Clone, PartialEq)]
struct Line {
    /// The product.
    sku: String,
    /// The number of items.
    count: u32,
    /// The engraving.
    engraving: Option<Engraving>,
}

/// A text on a product.
#[tool_type]
#[derive(Debug, Clone, PartialEq)]
struct Engraving {
    /// The text.
    text: String,
    /// In millimetres.
    height: u8,
}

/// The delivery speed.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Speed {
    /// Within a week.
    Normal,
    /// Tomorrow.
    Express,
}

/// The parsed order.
#[tool_type]
#[derive(Debug, Clone, PartialEq)]
struct Order {
    lines: Vec<Line>,
    speed: Speed,
    note: Option<String>,
    discount: u32,
}

/// Place an order.
#[clerk_tool(effect = write, access = none)]
async fn place_order(
    /// The lines of the order.
    lines: Vec<Line>,
    /// The delivery speed.
    speed: Speed,
    /// A note for the delivery.
    note: Option<String>,
    /// In percent.
    #[serde(default)]
    discount: u32,
) -> Result<Order, ToolError> {
    Ok(Order { lines, speed, note, discount })
}

/// Take nothing.
#[clerk_tool(effect = read, access = none)]
async fn take_nothing() -> Result<bool, ToolError> {
    Ok(true)
}

toolset! {
    const SHOP = [place_order, take_nothing, ..clerk_toolkit_tests::SEEDS];
}

async fn shop() -> World {
    World::with(|toolkit| toolkit.tools(SHOP)).await
}

fn order() -> Value {
    json!({ "lines": [{ "sku": "a", "count": 1 }, { "sku": "b", "count": 2 }], "speed": "normal" })
}

/// A valid order with one value set by JSON Pointer.
fn order_with(pointer: &str, value: Value) -> Value {
    let mut order = order();
    let (parent, name) = pointer.rsplit_once('/').expect("the pointer is valid");
    order.pointer_mut(parent).expect("the parent exists")[name] = value;
    order
}

#[tokio::test]
async fn an_unknown_tool_is_rejected_with_a_suggestion() {
    let world = World::start().await;
    for (given, near) in [("getUsr", "getUser"), ("get_user", "getUser"), ("GETUSERCOUNT", "getUserCount")] {
        let error = shown(&world.refused(given, json!({}), "tool_unknown").await);
        assert_eq!(error["message"], format!("The tool `{given}` does not exist."));
        assert_eq!(error["hint"], format!("Did you mean `{near}`?"));
    }
    let error = world.refused("zzzzz", json!({}), "tool_unknown").await;
    assert_eq!(error.hint(), None);
    let error = world.refused(&"x\n".repeat(5_000), json!({}), "tool_unknown").await;
    assert!(error.message().len() < 200 && !error.message().contains('\n'), "{error}");
}

#[tokio::test]
async fn an_unknown_argument_is_rejected_with_a_suggestion() {
    let world = World::start().await;
    for (tool, arguments, unknown, hint) in [
        ("getUser", json!({ "userId": ADA, "user_id": ADA }), "user_id", "Did you mean `userId`?"),
        ("getUser", json!({ "userId": ADA, "id": ADA }), "id", "It takes `userId`."),
        ("getUserId", json!({ "query": "ada" }), "query", "It takes no arguments."),
        (
            "updateUser",
            json!({ "userId": ADA, "profileImageUrl": "https://example.com/a.png" }),
            "profileImageUrl",
            "Did you mean `profileImageId`?",
        ),
        (
            "updateUserPublicMetadata",
            json!({ "userId": ADA, "metadata": {}, "privateMetadata": {} }),
            "privateMetadata",
            "It takes `userId`, `metadata`.",
        ),
    ] {
        let error = shown(&world.refused(tool, arguments, "arguments_invalid").await);
        assert_eq!(error["message"], format!("The tool `{tool}` has no argument `{unknown}`."));
        assert_eq!(error["hint"], hint);
    }
    let long = json!({ "userId": ADA, ("user\nId".repeat(2_000)): 1 });
    let error = world.refused("getUser", long, "arguments_invalid").await;
    assert!(error.message().len() < 200 && !error.message().contains('\n'), "{error}");
    let unknown_null = json!({ "userId": ADA, "nonsense": null });
    world.refused("getUser", unknown_null, "arguments_invalid").await;
}

#[tokio::test]
async fn several_problems_are_reported_together() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": "..", "userId": 5 });
    let error = world.refused("createOrganizationMembership", arguments, "arguments_invalid").await;
    for name in ["`organizationId`", "`userId`", "`role` is missing"] {
        assert!(error.message().contains(name), "{name} is not in {error}");
    }
}

#[tokio::test]
async fn a_wrong_type_is_reported_with_its_path() {
    let world = shop().await;
    for (pointer, value, path) in [
        ("/lines/1/count", json!("many"), "`lines[1].count`"),
        ("/lines/1/count", json!(-1), "`lines[1].count`"),
        ("/lines/1/count", json!(1.5), "`lines[1].count`"),
        ("/lines/0/engraving", json!({ "text": "A", "height": 256 }), "`lines[0].engraving.height`"),
        ("/lines/0/engraving", json!({ "text": 7, "height": 2 }), "`lines[0].engraving.text`"),
        ("/lines/0/sku", json!(null), "`lines[0].sku`"),
        ("/lines", json!("a, b"), "`lines`"),
        ("/speed", json!("fast"), "`speed`"),
        ("/note", json!(["fragile"]), "`note`"),
        ("/discount", json!("5 %"), "`discount`"),
    ] {
        let error = world.refused("placeOrder", order_with(pointer, value), "arguments_invalid").await;
        assert!(error.message().contains(path), "{path} is not in {error}");
    }
    let missing = json!({ "lines": [{ "sku": "a" }], "speed": "normal" });
    let error = world.refused("placeOrder", missing, "arguments_invalid").await;
    assert!(error.message().contains("`lines[0]`") && error.message().contains("`count`"), "{error}");
    let unknown = order_with("/lines/0/colour", json!("red"));
    let error = world.refused("placeOrder", unknown, "arguments_invalid").await;
    assert!(error.message().contains("`colour`"), "{error}");
}

#[tokio::test]
async fn integers_are_accepted_in_the_forms_that_models_write() {
    let world = shop().await;
    for five in [json!(5), json!("5"), json!(5.0)] {
        let mut arguments = order_with("/lines/1/count", five.clone());
        arguments["discount"] = five.clone();
        arguments["lines"][0]["engraving"] = json!({ "text": "5", "height": five });
        let output = world.call_ok("placeOrder", arguments).await;
        assert_eq!((&output["lines"][1]["count"], &output["discount"]), (&json!(5), &json!(5)), "{five}");
        assert_eq!(output["lines"][0]["engraving"], json!({ "text": "5", "height": 5 }), "{five}");
    }
    let arguments = json!({ "organizationId": ACME, "maxAllowedMemberships": "5" });
    world.call_ok("updateOrganization", arguments).await;
    assert_eq!(world.only_request().body, Some(json!({ "max_allowed_memberships": 5 })));
}

#[tokio::test]
async fn numbers_inside_metadata_stay_unchanged() {
    let world = World::start().await;
    let metadata = json!({ "text": "5", "float": 5.0, "whole": 5, "large": u64::MAX });
    world.call_ok("updateUserUnsafeMetadata", json!({ "userId": GRACE, "metadata": metadata })).await;
    let sent = world.only_request().body.expect("the request has a body")["unsafe_metadata"].clone();
    assert_eq!(sent, metadata);
    assert_eq!(sent.to_string(), metadata.to_string());
}

#[tokio::test]
async fn null_is_the_same_as_absent() {
    let world = shop().await;
    let mut arguments = order_with("/note", Value::Null);
    arguments["discount"] = Value::Null;
    let output = world.call_ok("placeOrder", arguments).await;
    assert_eq!((&output["note"], &output["discount"]), (&Value::Null, &json!(0)));

    let arguments = json!({ "userId": GRACE, "firstName": "Amazing", "lastName": null });
    world.call_ok("updateUser", arguments).await;
    assert_eq!(world.only_request().body, Some(json!({ "first_name": "Amazing" })));
    assert_eq!(world.read(&format!("/users/{GRACE}")).await["last_name"], "Hopper");

    let error = world.refused("getUser", json!({ "userId": null }), "arguments_invalid").await;
    assert_eq!(error.message(), "`userId` is missing.");
}

#[tokio::test]
async fn arguments_must_be_an_object() {
    let world = shop().await;
    for (arguments, kind) in [
        (json!([ADA]), "an array"),
        (json!(ADA), "a string"),
        (json!(format!("{{\"userId\":\"{ADA}\"}}")), "a string"),
        (json!(1), "a number"),
        (json!(true), "a boolean"),
    ] {
        let error = shown(&world.refused("getUser", arguments, "arguments_invalid").await);
        assert_eq!(error["message"], format!("The arguments must be a JSON object, not {kind}."));
    }
    assert_eq!(world.call_ok("takeNothing", Value::Null).await, true);
    assert_eq!(world.call_ok("takeNothing", json!({})).await, true);
}

#[tokio::test]
async fn metadata_must_be_an_object() {
    let world = World::start().await;
    // PHP writes an empty object like an empty array.
    world.call_ok("updateUserPublicMetadata", json!({ "userId": ADA, "metadata": [] })).await;
    for metadata in [json!("plan"), json!("[1]"), json!([1]), json!(1), json!(false)] {
        let arguments = json!({ "userId": ADA, "metadata": metadata });
        let error = world.refused("updateUserPublicMetadata", arguments, "arguments_invalid").await;
        assert!(error.message().contains("`metadata`"), "{error}");
    }
}
