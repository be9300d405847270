//! The schemas of each tool's arguments and output.

use clerk_toolkit::tool::schema;
use clerk_toolkit::{ClerkToolkit, catalog};
use clerk_toolkit_tests::{World, admin_of_acme, calls};
use jsonschema::validator_for;
use serde_json::{Map, Value, json};

/// One toolkit for each configuration that changes the schemas.
async fn every_configuration() -> Vec<ClerkToolkit> {
    let mut toolkits = Vec::new();
    for private in [false, true] {
        let open = World::with(|toolkit| toolkit.tools(catalog::ALL).allow_private_metadata(private)).await;
        let scoped = World::with(|toolkit| {
            toolkit
                .tools(catalog::ALL)
                .allow_private_metadata(private)
                .auth_context(admin_of_acme())
                .allow_instance_tools(true)
        })
        .await;
        let reads =
            World::with(|toolkit| toolkit.tools(catalog::ALL).allow_private_metadata(private).read_only(true)).await;
        toolkits.extend([open.toolkit, scoped.toolkit, reads.toolkit]);
    }
    toolkits
}

#[tokio::test]
async fn every_input_schema_is_portable() {
    for toolkit in every_configuration().await {
        for tool in toolkit.all_tools() {
            assert_eq!(schema::check(tool.input_schema()), Ok(()), "{}", tool.name());
        }
    }
    for tool in catalog::ALL.iter() {
        assert_eq!(schema::check(&tool.input_schema().expect("the schema is portable")), Ok(()), "{}", tool.name());
    }
}

#[tokio::test]
async fn every_argument_has_a_description() {
    for toolkit in every_configuration().await {
        for tool in toolkit.all_tools() {
            for (name, argument) in tool.input_schema()["properties"].as_object().expect("the schema has properties") {
                let description = argument["description"].as_str().unwrap_or_default();
                assert!(!description.trim().is_empty(), "{}.{name}", tool.name());
            }
        }
    }
}

#[tokio::test]
async fn an_input_schema_accepts_only_valid_calls() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    for call in calls() {
        let tool = world.toolkit.tool(call.tool).expect("the tool exists");
        let validator = validator_for(tool.input_schema()).expect("there is a schema");
        for arguments in [&call.required, &call.full()] {
            assert!(validator.is_valid(arguments), "{} {arguments}", call.tool);
        }
        for name in call.required.as_object().into_iter().flatten().map(|(name, _)| name) {
            // A portable schema cannot express that `getOrganization` needs one of two arguments.
            let mut lacking = call.full();
            lacking.as_object_mut().expect("the value is an object").shift_remove(name);
            assert!(call.tool == "getOrganization" || !validator.is_valid(&lacking), "{} without {name}", call.tool);
            let mut wrong = call.full();
            wrong[name] = json!([]);
            assert!(!validator.is_valid(&wrong), "{} with a list for {name}", call.tool);
        }
    }
}

#[tokio::test]
async fn a_definition_has_these_texts() {
    let world = World::start().await;
    let tool = world.toolkit.tool("updateOrganizationMembership").expect("the tool exists");
    let names = ("updateOrganizationMembership", "Update organization membership", "organizations");
    assert_eq!((tool.name(), tool.title(), tool.category()), names);
    assert_eq!(tool.description(), "Change a member's role in an organization.");
    assert_eq!(
        *tool.input_schema(),
        json!({
            "type": "object",
            "properties": {
                "organizationId": { "type": "string", "description": "`org_…`" },
                "userId": { "type": "string", "description": "The member, `user_…`" },
                "role": { "type": "string", "description": "For example `org:admin` or `org:member`." },
            },
            "required": ["organizationId", "userId", "role"],
        })
    );
    assert!(tool.definition().is_idempotent());
}

#[tokio::test]
async fn every_output_matches_its_schema() {
    for private in [false, true] {
        for call in calls() {
            let world = World::with(|toolkit| toolkit.allow_private_metadata(private)).await;
            let hidden = |name: &str| name == "profileImageId" || (!private && name == "privateMetadata");
            let arguments: Map<String, Value> = call
                .full()
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(name, _)| !hidden(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            let output = world.call_ok(call.tool, arguments.into()).await;
            let tool = world.toolkit.tool(call.tool).expect("the tool exists");
            let schema = tool.output_schema().unwrap_or_else(|| panic!("{} has no output schema", call.tool));
            assert_eq!(schema["type"], "object", "{}: MCP takes nothing else", call.tool);
            assert!(!schema["properties"].as_object().expect("the schema has properties").is_empty(), "{}", call.tool);
            if let Err(problem) = jsonschema::validate(schema, &output) {
                panic!("{} at {}: {problem}: {output}", call.tool, problem.instance_path());
            }
        }
    }
}

#[tokio::test]
async fn an_output_schema_is_the_same_whatever_is_redacted() {
    let closed = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    let open = World::with(|toolkit| toolkit.tools(catalog::ALL).allow_private_metadata(true)).await;
    for tool in closed.toolkit.all_tools() {
        let other = open.toolkit.tool(tool.name()).expect("the tool exists");
        assert_eq!(tool.output_schema(), other.output_schema(), "{}", tool.name());
    }
    // The schemas must be strict, otherwise the checks above prove nothing.
    let user = closed.toolkit.tool("getUser").expect("the tool exists");
    assert!(!jsonschema::is_valid(user.output_schema().expect("there is a schema"), &json!({ "first_name": 5 })));
}
