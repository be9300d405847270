//! Arguments as models write them: every argument of a tool, as OpenAI's SDKs require, and many problems at once.

use std::collections::{BTreeMap, HashMap};

use clerk_toolkit::client::{UserId, UserUpdate};
use clerk_toolkit::formats::{Strict, mcp, openai_chat};
use clerk_toolkit::sandbox::demo::{ACME, ADA};
use clerk_toolkit::tool::{DynamicTool, Toolset};
use clerk_toolkit::toolkit::BuildError;
use clerk_toolkit::{Access, ClerkToolkit, Effect, ToolError, clerk_tool, tool_type, toolset};
use clerk_toolkit_tests::World;
use serde_json::{Map, Value, json};

/// Who is meant.
#[tool_type]
struct Person {
    /// The user, `user_…`
    user_id: Option<UserId>,
    /// A name.
    name: Option<String>,
}

/// Greet people.
#[clerk_tool(effect = read, access = none)]
async fn greet(
    /// The user, `user_…`
    user_id: Option<UserId>,
    /// More users.
    others: Option<Vec<UserId>>,
    /// People.
    people: Option<Vec<Person>>,
    /// How often.
    #[serde(default = "three")]
    times: u8,
) -> Result<Value, ToolError> {
    let people: Option<Vec<_>> =
        people.map(|people| people.into_iter().map(|person| (person.user_id, person.name)).collect());
    Ok(json!([user_id, others, people, times]))
}

fn three() -> u8 {
    3
}

/// A comment and its replies.
#[tool_type]
struct Comment {
    text: String,
    score: f64,
    replies: Vec<Comment>,
    author: Option<Box<Author>>,
}

/// Who wrote a comment.
#[tool_type]
struct Author {
    best: BTreeMap<String, Comment>,
}

/// Read a comment.
#[clerk_tool(effect = read, access = none)]
async fn get_comment() -> Result<Comment, ToolError> {
    let reply = Comment { text: "b".to_owned(), score: f64::NAN, replies: Vec::new(), author: None };
    let author = Some(Box::new(Author { best: BTreeMap::new() }));
    Ok(Comment { text: "a".to_owned(), score: f64::INFINITY, replies: vec![reply], author })
}

toolset! {
    const CUSTOM = [greet, get_comment];
}

fn custom() -> ClerkToolkit {
    ClerkToolkit::builder().tools(CUSTOM).build().expect("the toolkit is valid")
}

#[tokio::test]
async fn an_organization_is_read_if_the_other_argument_is_empty() {
    let world = World::start().await;
    for arguments in [
        json!({ "organizationId": ACME, "slug": "", "includeMembersCount": false }),
        json!({ "organizationId": "", "slug": "acme", "includeMembersCount": "" }),
    ] {
        assert_eq!(world.call_ok("getOrganization", arguments).await["id"], ACME);
    }
    let error =
        world.refused("getOrganization", json!({ "organizationId": "", "slug": "" }), "arguments_invalid").await;
    assert_eq!(error.message(), "Pass either `organizationId` or `slug`.");
}

#[tokio::test]
async fn a_user_is_updated_if_the_other_arguments_are_empty() {
    let world = World::start().await;
    let arguments = json!({
        "userId": ADA, "firstName": "Augusta", "lastName": "King", "username": "", "profileImageId": "",
    });
    let user = world.call_ok("updateUser", arguments).await;
    assert_eq!((&user["first_name"], &user["last_name"]), (&json!("Augusta"), &json!("King")));
    assert_eq!(user["username"], "ada-lovelace");
}

#[tokio::test]
async fn an_empty_name_does_not_clear_the_name() {
    let world = World::start().await;
    let arguments = json!({ "userId": ADA, "firstName": "Augusta", "lastName": "" });
    let error = world.call_err("updateUser", arguments).await;
    assert_eq!(error.code(), "arguments_invalid");
    assert_eq!(error.message(), "`lastName`: expected a text that is not empty.");
    assert_eq!(error.hint(), Some("To keep `lastName` unchanged, leave it out or pass its current value."));
    let user = world.call_ok("getUser", json!({ "userId": ADA })).await;
    assert_eq!((&user["first_name"], &user["last_name"]), (&json!("Ada"), &json!("Lovelace")));

    let arguments = json!({ "organizationId": ACME, "name": "", "slug": "acme" });
    let error = world.call_err("updateOrganization", arguments).await;
    assert_eq!(error.message(), "`name`: expected a text that is not empty.");
    assert_eq!(error.hint(), Some("To keep `name` unchanged, leave it out or pass its current value."));
}

#[tokio::test]
async fn an_empty_name_of_a_user_without_that_name_changes_nothing() {
    let world = World::start().await;
    let ada = ADA.parse().expect("the id is valid");
    let cleared = UserUpdate::default().last_name("");
    world.client().users().update(&ada, &cleared).await.expect("the name is cleared");
    let user = world.call_ok("updateUser", json!({ "userId": ADA, "firstName": "Augusta", "lastName": "" })).await;
    assert_eq!(user["first_name"], "Augusta");
    assert_ne!(user["last_name"], "Lovelace");
}

#[tokio::test]
async fn empty_urls_ids_and_metadata_are_left_out() {
    let world = World::start().await;
    let arguments = json!({
        "emailAddress": "new@example.com", "redirectUrl": "", "publicMetadata": "", "notify": "", "ignoreExisting": "",
    });
    world.call_ok("createInvitation", arguments).await;
    let arguments = json!({
        "organizationId": ACME, "emailAddress": "new@example.com", "role": "org:member", "inviterUserId": "",
        "redirectUrl": "", "publicMetadata": {},
    });
    world.call_ok("createOrganizationInvitation", arguments).await;
    let before = world.call_ok("getOrganization", json!({ "organizationId": ACME })).await;
    let arguments = json!({
        "organizationId": ACME, "name": "Acme", "slug": "", "maxAllowedMemberships": "", "publicMetadata": {},
    });
    let after = world.call_ok("updateOrganization", arguments).await;
    assert_eq!((&after["name"], &after["slug"]), (&json!("Acme"), &before["slug"]));
    assert_eq!(after["public_metadata"], before["public_metadata"]);
    let created = world.call_ok("createOrganization", json!({ "name": "New", "slug": "", "createdBy": "" })).await;
    assert_eq!(created["name"], "New");
}

#[tokio::test]
async fn an_empty_id_of_a_custom_tool_is_left_out_at_every_depth() {
    let person = |user: &str, name: &str| json!({ "userId": user, "name": name });
    for (arguments, read) in [
        (json!({ "userId": "", "others": "", "people": "", "times": "" }), json!([null, null, null, 3])),
        (json!({ "userId": null, "others": [], "times": 0 }), json!([null, [], null, 0])),
        (json!({ "userId": ADA, "others": [ADA] }), json!([ADA, [ADA], null, 3])),
        (json!({ "people": [person("", "Ada"), person(ADA, "")] }), json!([null, null, [[null, "Ada"], [ADA, ""]], 3])),
    ] {
        assert_eq!(custom().call("greet", arguments).await, Ok(read));
    }
    let error = custom().call("greet", json!({ "others": [""] })).await.expect_err("an item is not optional");
    assert!(error.message().starts_with("`others[0]`: the empty text is not a user id"), "{error}");
}

#[tokio::test]
async fn all_problems_of_a_call_are_reported_at_once() {
    let arguments = json!({
        "usrId": ADA,
        "userId": "ada",
        "others": ["bob", ADA, "eve"],
        "people": [{ "userId": 5, "nme": "Ada" }, 7],
        "times": 300,
        "x": 1,
    });
    let error = custom().call("greet", arguments).await.expect_err("everything is wrong");
    for part in [
        "The tool `greet` has no arguments `usrId`, `x`",
        "`userId`: `ada` is not a user id",
        "`others[0]`: `bob` is not a user id",
        "`others[2]`: `eve` is not a user id",
        "`people[0].userId`: expected a string, not a number",
        "`people[0]`: unknown field `nme` (did you mean `name`?)",
        "`people[1]`: expected an object, not a number",
        "`times`: expected a whole number from 0 to 255, found 300",
    ] {
        assert!(error.message().contains(part), "{part} is not in {error}");
    }
    assert_eq!(error.hint(), Some("Did you mean `userId` instead of `usrId`?"));
}

#[tokio::test]
async fn a_list_of_problems_is_bounded() {
    let mut arguments: Map<String, Value> = (0..5_000).map(|n| (format!("unknown{n}"), json!(n))).collect();
    arguments.insert("others".to_owned(), vec!["wrong".repeat(5_000); 5_000].into());
    arguments.insert("people".to_owned(), vec![5; 5_000].into());
    let error = custom().call("greet", arguments.into()).await.expect_err("everything is wrong");
    assert!(error.message().len() < 3_000, "{error}");
    assert!(error.message().contains("and 4980 more"), "{error}");
    assert!(error.hint().is_some_and(|hint| hint.len() < 1_500), "{error}");
}

#[test]
fn a_default_value_is_in_the_schema_and_in_strict_modes_description() {
    let greet = custom().tool("greet").expect("the tool exists");
    assert_eq!(greet.input_schema()["properties"]["times"]["default"], 3);
    let strict = &openai_chat::tools([greet], Strict::WherePossible)[0]["function"];
    assert_eq!(strict["strict"], true);
    assert_eq!(
        strict["parameters"]["properties"]["times"]["description"],
        "How often. (default: 3, minimum: 0, maximum: 255)"
    );
}

#[tokio::test]
async fn an_output_that_contains_itself_has_a_schema_that_clients_compile() {
    let toolkit = custom();
    let definition = mcp::tools(toolkit.tool("getComment")).remove(0);
    assert_eq!(definition["inputSchema"], json!({ "type": "object", "properties": {}, "additionalProperties": false }));
    let schema = &definition["outputSchema"];
    assert!(schema["$defs"]["Comment"].is_object(), "{schema}");
    let validator = jsonschema::validator_for(schema).expect("every reference leads somewhere");
    let comment = toolkit.call("getComment", json!({})).await.expect("the tool succeeds");
    assert_eq!(comment["score"], Value::Null);
    assert!(validator.is_valid(&comment), "{comment}");
    assert!(!validator.is_valid(&json!({ "text": "a", "score": 1, "replies": [5] })));
}

fn with_output(schema: Value) -> Result<ClerkToolkit, BuildError> {
    let tool = DynamicTool::builder("getNode", Effect::Read, "Read a node.")
        .access(Access::None)
        .output_schema(schema)
        .handler(|_| async { Ok(json!({})) });
    ClerkToolkit::builder().tools(Toolset::EMPTY).tool(tool).build()
}

#[test]
fn an_output_schema_of_a_dynamic_tool_keeps_definitions_that_exist() {
    for keyword in ["$defs", "definitions"] {
        let node = json!({ "type": "object", "properties": { "next": { "$ref": format!("#/{keyword}/Node") } } });
        let schema = json!({ "type": "object", "properties": node["properties"], keyword: { "Node": node } });
        let toolkit = with_output(schema.clone()).expect("the schema is valid");
        assert_eq!(mcp::tools(toolkit.all_tools())[0]["outputSchema"], schema);
    }
    let dangling = json!({ "type": "object", "properties": { "next": { "$ref": "#/$defs/Node" } } });
    assert_eq!(
        with_output(dangling).expect_err("the definition is missing").to_string(),
        "the tool `getNode` is not valid: its output schema is not valid: `#/$defs/Node` does not exist in the schema, at \
         `/properties/next`"
    );
}

/// A shape with data in some variants.
#[tool_type]
enum Shape {
    Unknown,
    Circle { radius: f64 },
}

/// A shape whose variants disagree.
#[tool_type]
#[serde(tag = "kind")]
enum Payment {
    Card { number: String },
    Cash { number: u32 },
}

/// A tree.
#[tool_type]
struct Tree {
    children: Vec<Tree>,
}

/// An order with a shape.
#[tool_type]
struct Order {
    shape: Option<Shape>,
}

macro_rules! tools_with_types {
    ($($tool:ident: $ty:ty,)+) => {$(
        /// Take a value.
        #[clerk_tool(effect = read, access = none)]
        async fn $tool(
            /// The value.
            value: $ty,
        ) -> Result<bool, ToolError> {
            let _ = value;
            Ok(true)
        }
    )+};
}

tools_with_types! {
    take_shape: Vec<Shape>,
    take_order: Order,
    take_payment: Payment,
    take_tree: Tree,
    take_trees: Option<Vec<Tree>>,
    take_tuple: Vec<(u8, String)>,
    take_map: HashMap<u32, String>,
    take_value: Option<Value>,
    take_unit: (),
}

fn build_error(tools: Toolset) -> String {
    ClerkToolkit::builder().tools(tools).build().expect_err("the type is not portable").to_string()
}

#[test]
fn an_argument_without_a_portable_schema_is_an_error_that_names_its_type_and_the_cure() {
    macro_rules! error_of {
        ($tool:ident) => {{
            toolset! { const ONE = [$tool]; }
            build_error(ONE)
        }};
    }
    let tag = "an enum with data needs a tag and named fields: put `#[serde(tag = \"type\")]` on the enum, and give each \
               variant with data fields with names";
    let recursive = "`$ref` is not portable: a type that contains itself has no portable schema; use a flat list whose \
                     items name their parent, or `Map<String, Value>`";
    for (error, tool, place, problem) in [
        (
            error_of!(take_shape),
            "takeShape",
            "`/properties/value/items` (the argument `value`, of type `Vec<Shape>`)",
            format!("`oneOf` is not portable: {tag}"),
        ),
        (
            error_of!(take_order),
            "takeOrder",
            "`/properties/value/properties/shape` (the argument `value`, of type `Shape` in `Order`)",
            format!("`oneOf` is not portable: {tag}"),
        ),
        (
            error_of!(take_payment),
            "takePayment",
            "`/properties/value` (the argument `value`, of type `Payment`)",
            "`oneOf` is not portable: two variants have a field `number` of different types; rename one of the fields"
                .to_owned(),
        ),
        (
            error_of!(take_tree),
            "takeTree",
            "`/properties/value/properties/children/items` (the argument `value`, of type `Tree`)",
            recursive.to_owned(),
        ),
        (
            error_of!(take_trees),
            "takeTrees",
            "`/properties/value/items/properties/children/items` (the argument `value`, of type `Option<Vec<Tree>>`)",
            recursive.to_owned(),
        ),
        (
            error_of!(take_tuple),
            "takeTuple",
            "`/properties/value/items` (the argument `value`, of type `Vec<(u8, String)>`)",
            "`prefixItems` is not portable: use a struct with fields, and not a tuple".to_owned(),
        ),
        (
            error_of!(take_map),
            "takeMap",
            "`/properties/value` (the argument `value`, of type `HashMap<u32, String>`)",
            "`patternProperties` is not portable: use `String` as the type of the map's keys".to_owned(),
        ),
        (
            error_of!(take_value),
            "takeValue",
            "`/properties/value` (the argument `value`, of type `Option<Value>`)",
            "a schema that takes any value tells a model nothing; give the value a type: use `Map<String, Value>` for a \
             JSON object"
                .to_owned(),
        ),
        (
            error_of!(take_unit),
            "takeUnit",
            "`/properties/value` (the argument `value`, of type `()`)",
            "the type \"null\" is not portable: use a struct with fields, and not `()` or a unit struct".to_owned(),
        ),
    ] {
        assert_eq!(error, format!("the input schema of `{tool}` is not portable: at {place}: {problem}"));
    }
}

/// Wait.
#[clerk_tool(effect = read, access = none)]
async fn wait(
    /// How long.
    #[schemars(range(min = 1))]
    time: String,
) -> Result<String, ToolError> {
    Ok(time)
}

/// Read a page.
#[clerk_tool(effect = read, access = none)]
async fn get_page(
    /// The size.
    #[schemars(range(min = 1))]
    #[serde(default)]
    size: u32,
) -> Result<u32, ToolError> {
    Ok(size)
}

/// Find words.
#[clerk_tool(effect = read, access = none)]
async fn find(
    /// The word.
    #[schemars(regex(pattern = "(?=a)"))]
    word: String,
) -> Result<String, ToolError> {
    Ok(word)
}

#[test]
fn a_constraint_that_does_not_fit_is_an_error_when_the_toolkit_is_built() {
    toolset! { const WAIT = [wait]; }
    toolset! { const PAGE = [get_page]; }
    toolset! { const FIND = [find]; }
    assert_eq!(
        build_error(WAIT),
        "the input schema of `wait` is not portable: at `/properties/time` (the argument `time`, of type `String`): \
         `range(…)` constrains numbers, and the argument is a string; use `length(…)`"
    );
    assert_eq!(
        build_error(PAGE),
        "the input schema of `getPage` is not portable: at `/properties/size` (the argument `size`, of type `u32`): the \
         default of `size` is not valid: expected a whole number of at least 1, found 0"
    );
    assert_eq!(
        build_error(FIND),
        "the input schema of `find` is not portable: at `/properties/word` (the argument `word`, of type `String`): the \
         pattern `(?=a)` cannot be checked: look-around is not supported"
    );
}
