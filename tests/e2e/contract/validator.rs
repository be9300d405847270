//! Tests of the validator with a small document: it must find each kind of problem.

use serde_json::{Value, json};

use super::document::{OpenApi, Sent};

pub(super) fn api() -> OpenApi {
    let limit = json!({ "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 9 } });
    let pet_id = json!({ "name": "pet_id", "in": "path", "required": true, "schema": { "type": "string" } });
    let colour = json!({ "type": "string", "enum": ["black", "white"], "nullable": true });
    OpenApi::new(json!({
        "openapi": "3.0.3",
        "servers": [{ "url": "https://pets.example/api" }],
        "components": {
            "parameters": { "Limit": limit },
            "requestBodies": { "Any": { "content": { "application/json": { "schema": { "type": "object" } } } } },
            "schemas": {
                "Owner": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
                "Pet": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name"],
                    "properties": {
                        "name": { "type": "string", "nullable": true },
                        "age": { "type": "integer", "minimum": 0, "exclusiveMinimum": true },
                        "colour": colour,
                        "owner": { "$ref": "#/components/schemas/Owner" },
                        "extra": { "type": "object", "additionalProperties": true, "nullable": true },
                    },
                },
            },
        },
        "paths": {
            "/pets": {
                "get": { "parameters": [
                    { "$ref": "#/components/parameters/Limit" },
                    { "name": "tame", "in": "query", "required": true, "schema": { "type": "boolean" } },
                    { "name": "name", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } },
                ] },
                "post": { "requestBody": { "required": true, "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Pet" },
                } } } },
            },
            "/pets/count": { "get": {} },
            "/pets/{pet_id}": {
                "parameters": [pet_id],
                "get": {},
                "patch": { "requestBody": { "content": { "application/json": {
                    "schema": { "type": "object", "properties": { "age": { "type": "integer" } } },
                } } } },
                "put": { "requestBody": { "$ref": "#/components/requestBodies/Any" } },
            },
        },
    }))
}

#[track_caller]
fn fits(method: &str, target: &str, body: Option<Value>) {
    assert_eq!(api().check(&Sent::new(method, target, body)), Ok(()));
}

#[track_caller]
fn misses(method: &str, target: &str, body: Option<Value>, problem: &str) {
    let problems = api().check(&Sent::new(method, target, body)).expect_err("the request is wrong");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains(problem), "{problem} is not in {problems:?}");
}

#[test]
fn valid_requests_are_accepted() {
    fits("GET", "/api/pets?tame=false", None);
    fits("GET", "/api/pets?tame=true&limit=9&name=a&name=b", None);
    fits("GET", "/api/pets/count", None);
    fits("GET", "/api/pets/7", None);
    fits("PATCH", "/api/pets/7", None);
    fits("PATCH", "/api/pets/7", Some(json!({ "age": 1 })));
    fits("PUT", "/api/pets/7", Some(json!({ "anything": [] })));
    let whole =
        json!({ "name": "Rex", "age": 1, "colour": "black", "owner": { "name": "A", "more": 1 }, "extra": { "a": 1 } });
    fits("POST", "/api/pets", Some(whole));
    fits("POST", "/api/pets", Some(json!({ "name": null, "colour": null, "extra": null })));
}

#[test]
fn a_wrong_path_or_method_is_found() {
    misses("GET", "/pets/7", None, "no path");
    misses("GET", "/api/dogs", None, "no path");
    misses("GET", "/api/pets/7/ban", None, "no path");
    misses("GET", "/api/pets/", None, "no path");
    misses("DELETE", "/api/pets/7", None, "no method DELETE");
    misses("PATCH", "/api/pets/count", Some(json!({})), "no method PATCH");
}

#[test]
fn a_wrong_query_is_found() {
    misses("GET", "/api/pets?tame=true&size=1", None, "query has no parameter size");
    misses("GET", "/api/pets/7?limit=1", None, "query has no parameter limit");
    misses("GET", "/api/pets?tame=yes", None, "query tame");
    misses("GET", "/api/pets?tame=true&limit=ten", None, "query limit");
    misses("GET", "/api/pets?tame=true&limit=10", None, "query limit");
    misses("GET", "/api/pets", None, "query is missing \"tame\"");
}

#[test]
fn a_wrong_body_is_found() {
    misses("POST", "/api/pets", None, "the request has no body");
    misses("GET", "/api/pets/7", Some(json!({})), "takes no body");
    misses("POST", "/api/pets", Some(json!({ "age": 1 })), "\"name\" is a required property");
    misses("POST", "/api/pets", Some(json!({ "name": "Rex", "size": 1 })), "'size' was unexpected");
    misses("POST", "/api/pets", Some(json!({ "name": "Rex", "age": "1" })), "/age");
    misses("POST", "/api/pets", Some(json!({ "name": "Rex", "age": 0 })), "/age");
    misses("POST", "/api/pets", Some(json!({ "name": "Rex", "age": null })), "/age");
    misses("POST", "/api/pets", Some(json!({ "name": "Rex", "colour": "red" })), "/colour");
    misses("POST", "/api/pets", Some(json!({ "name": "Rex", "owner": {} })), "/owner");
    misses("POST", "/api/pets", Some(json!([])), "");
    misses("PATCH", "/api/pets/7", Some(json!({ "name": "Rex" })), "'name' was unexpected");
}
