//! Names, arguments and types of the tools in `SEEDS`.

use std::collections::{BTreeMap, BTreeSet};

use clerk_toolkit::Effect;
use clerk_toolkit_tests::{World, calls};
use serde_json::Value;

/// Category, tool, effect and arguments. `!` marks a required argument.
type Row = (&'static str, &'static str, Effect, &'static [(&'static str, &'static str)]);

use Effect::{Destructive, Read, Write};

#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("users", "getUserId", Read, &[]),
    ("users", "getUser", Read, &[("userId!", "string")]),
    ("users", "getUserCount", Read, &[]),
    ("users", "updateUser", Write, &[("userId!", "string"), ("firstName", "string"), ("lastName", "string"),
        ("username", "string"), ("profileImageId", "string")]),
    ("users", "updateUserPublicMetadata", Write, &[("userId!", "string"), ("metadata!", "object")]),
    ("users", "updateUserUnsafeMetadata", Write, &[("userId!", "string"), ("metadata!", "object")]),
    ("organizations", "getOrganization", Read, &[("organizationId", "string"), ("slug", "string"),
        ("includeMembersCount", "boolean")]),
    ("organizations", "createOrganization", Write, &[("name!", "string"), ("slug", "string"), ("createdBy", "string"),
        ("maxAllowedMemberships", "integer"), ("publicMetadata", "object"), ("privateMetadata", "object")]),
    ("organizations", "updateOrganization", Write, &[("organizationId!", "string"), ("name", "string"),
        ("slug", "string"), ("maxAllowedMemberships", "integer"), ("publicMetadata", "object"),
        ("privateMetadata", "object")]),
    ("organizations", "updateOrganizationMetadata", Write, &[("organizationId!", "string"),
        ("publicMetadata", "object"), ("privateMetadata", "object")]),
    ("organizations", "deleteOrganization", Destructive, &[("organizationId!", "string")]),
    ("organizations", "createOrganizationMembership", Write, &[("organizationId!", "string"), ("userId!", "string"),
        ("role!", "string")]),
    ("organizations", "updateOrganizationMembership", Write, &[("organizationId!", "string"), ("userId!", "string"),
        ("role!", "string")]),
    ("organizations", "updateOrganizationMembershipMetadata", Write, &[("organizationId!", "string"),
        ("userId!", "string"), ("publicMetadata", "object"), ("privateMetadata", "object")]),
    ("organizations", "deleteOrganizationMembership", Destructive, &[("organizationId!", "string"),
        ("userId!", "string")]),
    ("organizations", "createOrganizationInvitation", Write, &[("organizationId!", "string"),
        ("emailAddress!", "string"), ("role!", "string"), ("inviterUserId", "string"), ("redirectUrl", "string"),
        ("publicMetadata", "object")]),
    ("organizations", "revokeOrganizationInvitation", Destructive, &[("organizationId!", "string"),
        ("invitationId!", "string"), ("requestingUserId", "string")]),
    ("invitations", "createInvitation", Write, &[("emailAddress!", "string"), ("redirectUrl", "string"),
        ("publicMetadata", "object"), ("notify", "boolean"), ("ignoreExisting", "boolean")]),
    ("invitations", "revokeInvitation", Destructive, &[("invitationId!", "string")]),
];

#[tokio::test]
async fn names_arguments_and_types_are_stable() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    assert_eq!(world.toolkit.all_tools().len(), TABLE.len());
    for (category, name, effect, arguments) in TABLE.iter().copied() {
        let tool = world.toolkit.require(name).expect("the tool exists");
        assert_eq!((tool.category(), tool.effect()), (category, effect), "{name}");
        let schema = tool.input_schema();
        let required: BTreeSet<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let actual: BTreeMap<String, &str> = schema["properties"]
            .as_object()
            .expect("the schema has properties")
            .iter()
            .map(|(argument, schema)| {
                let mark = if required.contains(argument.as_str()) { "!" } else { "" };
                (format!("{argument}{mark}"), schema["type"].as_str().expect("the schema has a type"))
            })
            .collect();
        // A tool may get more arguments, but none that a call must pass.
        for (argument, kind) in arguments {
            assert_eq!(actual.get(*argument), Some(kind), "{name}.{argument}: {actual:?}");
        }
        let marked = |argument: &&str| argument.ends_with('!');
        let known = arguments.iter().map(|(argument, _)| *argument).filter(marked).count();
        assert_eq!(required.len(), known, "{name}: {required:?}");
    }
}

#[test]
fn the_shared_calls_have_every_argument_of_every_tool() {
    for (_, name, _, arguments) in TABLE {
        let of_tool: Vec<_> = calls().into_iter().filter(|call| call.tool == *name).collect();
        let passed: BTreeSet<String> = of_tool
            .iter()
            .flat_map(|call| call.full().as_object().cloned().unwrap_or_default())
            .map(|(name, _)| name)
            .collect();
        let known = arguments.iter().map(|(argument, _)| argument.trim_end_matches('!').to_owned()).collect();
        assert!(!of_tool.is_empty(), "{name}");
        assert_eq!(passed, known, "{name}");
    }
}
