use serde_json::json;

use super::*;

fn with_property(property: Value) -> Value {
    json!({ "type": "object", "properties": { "p": property } })
}

#[test]
fn takes_the_portable_subset() {
    let schema = json!({
        "type": "object",
        "properties": {
            "name": { "type": "string", "description": "A name.", "minLength": 1, "maxLength": 5, "pattern": "^a" },
            "when": { "type": "string", "format": "date-time" },
            "kind": { "type": "string", "enum": ["a", "b"], "default": "a" },
            "list": { "type": "array", "items": { "type": "integer", "minimum": 0 }, "maxItems": 3 },
            "map": { "type": "object", "additionalProperties": { "type": "boolean" } },
            "nested": {
                "type": "object",
                "properties": { "title": { "type": "number" } },
                "required": ["title"],
                "additionalProperties": false,
            },
        },
        "required": ["name"],
    });
    assert_eq!(check(&schema), Ok(()));
}

#[test]
fn refuses_what_some_provider_refuses() {
    let cases = [
        (json!({ "$ref": "#/$defs/T" }), "`$ref` is not portable"),
        (json!({ "type": "string", "title": "T" }), "`title` is not portable"),
        (json!({ "type": "string", "$schema": "x" }), "`$schema` is not portable"),
        (json!({ "anyOf": [{ "type": "string" }] }), "`anyOf` is not portable"),
        (json!({ "oneOf": [{ "type": "string" }] }), "`oneOf` is not portable"),
        (json!({ "allOf": [{ "type": "string" }] }), "`allOf` is not portable"),
        (
            json!({ "type": "object", "patternProperties": {} }),
            "`patternProperties` is not portable: use `String` as the type of the map's keys",
        ),
        (
            json!({ "type": "integer", "minimum": 2, "maximum": 1 }),
            "no value is valid: `minimum` is greater than `maximum`",
        ),
        (
            json!({ "type": "string", "pattern": "(?=a)" }),
            "the pattern `(?=a)` cannot be checked: look-around is not supported",
        ),
        (json!({ "type": "string", "const": "x" }), "`const` is not portable"),
        (json!({ "type": "string", "nullable": true }), "`nullable` is not portable"),
        (
            json!({ "type": ["string", "null"] }),
            "a list of types is not portable: give one type, and leave an argument that may be null out of `required`",
        ),
        (json!({ "type": "strng" }), "the type \"strng\" does not exist: did you mean \"string\"?"),
        (json!({ "type": "String" }), "the type \"String\" does not exist: did you mean \"string\"?"),
        (json!({ "type": "int" }), "the type \"int\" does not exist: did you mean \"integer\"?"),
        (json!({ "type": "list" }), "the type \"list\" does not exist: did you mean \"array\"?"),
        (
            json!({ "type": "date" }),
            "the type \"date\" does not exist: the types are \"object\", \"array\", \"string\", \"integer\", \"number\", \"boolean\"",
        ),
        (
            json!({ "type": 5 }),
            "the type 5 must be a string: the types are \"object\", \"array\", \"string\", \"integer\", \"number\", \"boolean\"",
        ),
        (
            json!({ "type": "null" }),
            "the type \"null\" is not portable: use a struct with fields, and not `()` or a unit struct",
        ),
        (json!({ "type": "integer", "format": "uint32" }), "the format \"uint32\" is not portable"),
        (json!({ "type": "number", "format": "double" }), "the format \"double\" is not portable"),
        (json!({ "type": "string", "format": "uri" }), "the format \"uri\" is not portable"),
        (json!({ "type": "string", "enum": ["a", null] }), "an `enum` must list strings"),
        (json!({ "type": "integer", "enum": [1] }), "an `enum` must list strings"),
        (json!({ "type": "string", "enum": [] }), "an `enum` must list strings"),
        (json!({ "type": "array" }), "an array must have `items`"),
        (json!({ "type": "string", "minLength": "3" }), "`minLength` must be a whole number"),
        (
            json!({ "type": "array", "items": { "type": "string" }, "maxItems": -1 }),
            "`maxItems` must be a whole number",
        ),
        (json!({ "type": "number", "minimum": true }), "`minimum` must be a number"),
        (json!({ "type": "string", "pattern": 1 }), "`pattern` must be a string"),
        (json!({ "type": "object", "properties": {}, "required": "x" }), "`required` must be a list of names"),
        (
            json!({ "type": "array", "prefixItems": [] }),
            "`prefixItems` is not portable: use a struct with fields, and not a tuple",
        ),
        (json!({ "type": "object", "properties": [] }), "`properties` must be an object"),
        (json!({ "type": "object", "required": ["x"] }), "\"x\" is required, but it is not a property"),
        (
            json!({}),
            "a schema must have a `type`: \"object\", \"array\", \"string\", \"integer\", \"number\", \"boolean\"",
        ),
        (json!(true), ANYTHING),
    ];
    for (property, problem) in cases {
        let refused = check(&with_property(property.clone())).expect_err(&property.to_string());
        assert_eq!((refused.path(), refused.problem()), ("/properties/p", problem), "{property}");
    }
}

#[test]
fn refuses_a_root_that_is_not_an_object_with_properties() {
    for root in [json!({ "type": "string" }), json!({ "type": "object" }), json!({}), json!(true)] {
        assert_eq!(check(&root).expect_err("a root that is not valid").path(), "/", "{root}");
    }
}

#[test]
fn checks_every_depth_and_returns_the_path() {
    let bad = json!({ "type": "string", "title": "T" });
    let cases = [
        (json!({ "type": "array", "items": bad }), "/properties/p/items"),
        (json!({ "type": "object", "additionalProperties": bad }), "/properties/p/additionalProperties"),
        (json!({ "type": "object", "properties": { "a/b": bad } }), "/properties/p/properties/a~1b"),
    ];
    for (property, path) in cases {
        assert_eq!(check(&with_property(property)).expect_err(path).path(), path);
    }
}
