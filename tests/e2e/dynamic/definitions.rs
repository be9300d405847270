//! Mistakes in a definition: each is an error when the toolkit is built.

use clerk_toolkit::tool::{DynamicTool, Subject};
use clerk_toolkit::toolkit::BuildError;
use clerk_toolkit::{Access, ClerkToolkit, Effect};
use serde_json::{Value, json};

use super::{echo, echoing, greet, one_argument, only, refused};

fn named(name: &str) -> DynamicTool {
    echoing(DynamicTool::builder(name, Effect::Read, "Return the arguments.").access(Access::None))
}

#[track_caller]
fn problem(tool: DynamicTool) -> String {
    match refused(only([tool])) {
        BuildError::InvalidTool { problem, .. } => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_and_texts_are_checked() {
    for name in ["", "say hello", "users.get", "größe", "a\nb", &"x".repeat(65)] {
        assert_eq!(problem(named(name)), "a tool's name has 1 to 64 characters of `A-Za-z0-9_-`", "{name}");
    }
    only([named(&"x".repeat(64))]).build().expect("the longest name");
    let error = refused(only([named("a\nb")])).to_string();
    assert_eq!(error, "the tool `a\\nb` is not valid: a tool's name has 1 to 64 characters of `A-Za-z0-9_-`");

    assert!(problem(echoing(echo().category("my tools"))).starts_with("its category `my tools` must have"));
    assert_eq!(problem(echoing(echo().title(" "))), "its title is empty");
    let described = |text: &str| echoing(DynamicTool::builder("x", Effect::Read, text).access(Access::None));
    assert!(problem(described(" ")).starts_with("its description is empty"));
    assert!(problem(described(&"é".repeat(1025))).starts_with("its description has 1025 characters"));
    only([described(&"é".repeat(1024))]).build().expect("the longest description");
}

#[test]
fn a_permission_has_clerks_form() {
    for permission in ["orders:read", "org:orders", "org::read", "org:orders:read:all", "org:or ders:read"] {
        let tool = echo().access(Access::Organization { permission: Some(permission) });
        assert!(problem(echoing(tool)).contains("`org:<feature>:<action>`"), "{permission}");
    }
}

#[test]
fn duplicate_names_are_refused() {
    let catalog = ClerkToolkit::builder().tool(named("getUser"));
    let both = only([named("same"), named("other"), named("same")]);
    for (builder, name) in [(catalog, "getUser"), (both, "same")] {
        let error = refused(builder);
        assert!(matches!(&error, BuildError::DuplicateTool { tool } if tool == name), "{error:?}");
        assert_eq!(error.to_string(), format!("two tools have the name `{name}`; rename one, or leave one out"));
    }
}

#[test]
fn the_root_of_an_input_schema_is_checked() {
    let text = json!({ "type": "string", "description": "A text." });
    let cases = [
        (json!(true), "its input schema must be an object with `\"type\": \"object\"`"),
        (json!({ "properties": {} }), "its input schema must be an object with `\"type\": \"object\"`"),
        (json!({ "type": "object", "$defs": {} }), "`$defs` cannot be used at the root of an input schema"),
        (json!({ "type": "object", "oneOf": [] }), "`oneOf` cannot be used at the root of an input schema"),
        (json!({ "type": "object", "properties": [] }), "`properties` of its input schema must be an object"),
        (
            json!({ "type": "object", "additionalProperties": true }),
            "its input schema has `additionalProperties`, but a tool refuses arguments that it does not list",
        ),
        (json!({ "type": "object", "required": "a" }), "`required` of its input schema must be a list of strings"),
        (json!({ "type": "object", "required": ["a"] }), "`required` lists `a`, which is not in `properties`"),
        (
            json!({ "type": "object", "properties": { "a b": text } }),
            "its argument `a b` must have a name of 1 to 64 characters of `A-Za-z0-9_.-`",
        ),
        (
            json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
            "its argument `a` has no `description`; the model reads it",
        ),
    ];
    for (schema, expected) in cases {
        assert_eq!(problem(echoing(echo().input_schema(schema.clone()))), expected, "{schema}");
    }
}

#[test]
fn an_argument_without_a_portable_schema_is_refused_with_its_path() {
    let refused_at = |mut schema: Value| {
        schema["description"] = "A value.".into();
        match refused(only([echoing(echo().input_schema(one_argument("value", schema)))])) {
            BuildError::Schema { tool, problem } => {
                assert_eq!(tool, "echoArguments");
                (problem.path().to_owned(), problem.problem().to_owned())
            }
            other => panic!("{other:?}"),
        }
    };
    for (schema, path, problem) in [
        (json!({ "$ref": "#/$defs/T" }), "/properties/value", "`$ref` is not portable"),
        (
            json!({}),
            "/properties/value",
            "a schema must have a `type`: \"object\", \"array\", \"string\", \"integer\", \"number\", \"boolean\"",
        ),
        (
            json!({ "type": "strng" }),
            "/properties/value",
            "the type \"strng\" does not exist: did you mean \"string\"?",
        ),
        (json!({ "type": "array" }), "/properties/value", "an array must have `items`"),
        (json!({ "type": "string", "minLength": "3" }), "/properties/value", "`minLength` must be a whole number"),
        (
            json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "integer" }] } }),
            "/properties/value/items",
            "`anyOf` is not portable",
        ),
    ] {
        assert_eq!(refused_at(schema), (path.to_owned(), problem.to_owned()));
    }
}

#[test]
fn a_schema_is_rewritten_to_the_portable_subset() {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Arguments",
        "type": "object",
        "properties": {
            "email": { "title": "Email", "type": ["string", "null"], "format": "email", "description": "An address. (an email address)" },
            "kind": { "description": "The kind.", "oneOf": [
                { "const": "a", "type": "string", "description": "First." },
                { "const": "b", "type": "string" },
            ]},
        },
        "required": [],
        "additionalProperties": false,
    });
    let toolkit = only([echoing(echo().input_schema(schema))]).build().expect("a toolkit");
    let tools = toolkit.all_tools();
    assert_eq!(
        *tools[0].input_schema(),
        json!({ "type": "object", "properties": {
            "email": { "type": "string", "description": "An address. (an email address)" },
            "kind": { "type": "string", "enum": ["a", "b"], "description": "The kind.\na: First." },
        }})
    );
}

#[test]
fn a_default_must_match_its_schema() {
    let with = |schema: Value| problem(echoing(echo().input_schema(one_argument("value", schema))));
    let number = json!({ "type": "integer", "description": "A number.", "minimum": 1, "default": 0 });
    assert_eq!(with(number), "the default of `value` is not valid: expected a whole number of at least 1, found 0");
    let nested = json!({ "type": "array", "description": "A list.", "items": {
        "type": "object", "properties": { "on": { "type": "boolean", "default": "yes" } },
    }});
    assert_eq!(with(nested), "the default of `value[].on` is not valid: expected `true` or `false`, not a string");
}

#[test]
fn bindings_are_checked() {
    let text = json!({ "type": "string", "description": "`user_…`" });
    let number = json!({ "type": "integer", "description": "A number." });
    let tool = |schema: &Value| echo().access(Access::User).input_schema(one_argument("userId", schema.clone()));
    let cases = [
        (
            tool(&text).scoped("userID", Subject::User),
            "`userID` is bound to the session, but it is not an argument; did you mean `userId`?",
        ),
        (
            tool(&number).scoped("userId", Subject::User),
            "its argument `userId` is bound to the session and must be a string",
        ),
        (tool(&text).scoped("userId", Subject::User).unscoped("userId"), "its argument `userId` is bound twice"),
        (
            tool(&text).access(Access::None).unscoped("userId"),
            "`userId` is bound to the session, but a tool with `Access::None` touches nobody's data",
        ),
    ];
    for (tool, expected) in cases {
        assert_eq!(problem(echoing(tool)), expected);
    }
}

#[test]
fn a_missing_state_is_an_error() {
    struct Orders;
    let tool = echoing(echo().requires::<Orders>().accepts::<u64>());
    let error = refused(only([tool.clone()]));
    let BuildError::MissingState { missing, .. } = &error else { panic!("{error:?}") };
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].0, "echoArguments");
    assert!(missing[0].1.ends_with("::Orders"), "{error}");
    only([tool]).state(Orders).build().expect("the state is there");
}

#[test]
fn a_toolkit_without_tools_is_an_error() {
    let error = refused(only([]));
    assert_eq!(error.to_string(), "the toolkit has no tool to offer");
}

#[test]
fn a_definition_can_be_inspected() {
    let toolkit = only([greet()]).client(super::ClerkClient::new("sk_test_bm90aGluZw").expect("a client"));
    let toolkit = toolkit.build().expect("a toolkit");
    let tools = toolkit.all_tools();
    let definition = tools[0].definition();
    assert_eq!((definition.name(), definition.title(), definition.path()), ("sayHello", "Say hello", None));
    assert_eq!((definition.effect(), definition.access()), (Effect::Read, Access::User));
    assert!(definition.is_idempotent() && definition.output_schema().is_none());
    assert!(format!("{:?} {definition:?} {tools:?}", greet()).contains("sayHello"));
}
