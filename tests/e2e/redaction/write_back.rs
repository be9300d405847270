//! A model that writes back what it has read destroys nothing: the value is unchanged, or the call is refused.

use clerk_toolkit::client::{Metadata, UserId};
use clerk_toolkit::formats::ToolCall;
use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit_tests::World;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::properties::{document, planted, plants};

/// Replaces the metadata. It is merged into nothing, because a merge stores no `null` in an object.
async fn store(world: &World, public: Value) {
    let user: UserId = ADA.parse().expect("the id is valid");
    let (client, path) = (world.client(), ("users", &user, "metadata"));
    let nothing = client.put(path).json(&json!({ "public_metadata": {} })).send::<Value>().await;
    let stored = client.patch(path).json(&json!({ "public_metadata": public })).send::<Value>().await;
    nothing.and(stored).expect("the metadata is stored");
}

async fn stored(world: &World) -> Value {
    world.read(&format!("/users/{ADA}")).await["public_metadata"].take()
}

#[test]
fn metadata_that_is_written_back_after_a_read_is_unchanged_or_refused() {
    let runtime = Builder::new_current_thread().enable_all().build().expect("the runtime starts");
    let world = runtime.block_on(World::start());
    proptest!(|(document in document(), plants in plants(0..2))| {
        runtime.block_on(async {
            store(&world, json!({ "value": planted(&document, &plants) })).await;
            let before = stored(&world).await;
            let read = world.call_ok("getUser", json!({ "userId": ADA })).await["public_metadata"].take();
            let arguments = json!({ "userId": ADA, "metadata": read });
            match plants.is_empty() {
                true => drop(world.call_ok("updateUserPublicMetadata", arguments).await),
                false => drop(world.refused("updateUserPublicMetadata", arguments, "argument_redacted").await),
            }
            world.sandbox.clear_requests();
            prop_assert_eq!(stored(&world).await, before);
            Ok(())
        })?;
    });
}

#[tokio::test]
async fn rows_with_fields_named_like_secrets_survive_an_append() {
    let world = World::start().await;
    let seats = json!([{ "row": 1, "ticket": "A1" }, { "row": 2, "ticket": "A2", "token": 12, "secret": false }]);
    let note = json!("Customer wrote: ticket=4711");
    store(&world, json!({ "seats": seats, "note": note })).await;
    let mut read = world.call_ok("getUser", json!({ "userId": ADA })).await["public_metadata"].take();
    assert_eq!(read, json!({ "seats": seats, "note": note }));
    read["seats"].as_array_mut().expect("the seats are a list").push(json!({ "row": 3, "ticket": "A3" }));
    world.call_ok("updateUserPublicMetadata", json!({ "userId": ADA, "metadata": read })).await;
    assert_eq!(stored(&world).await, read);
}

#[tokio::test]
async fn a_marker_in_any_argument_of_any_tool_is_refused_before_a_request() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    let marker = "[redacted by clerk-toolkit: token]";
    let nested = json!({ "seats": [{ "row": 1 }, { "ticket": marker }] });
    let cases = [
        ("updateUserPublicMetadata", json!({ "userId": ADA, "metadata": nested }), "metadata.seats[1].ticket"),
        ("updateUserPublicMetadata", json!({ "userId": ADA, "metadata": { marker: 1 } }), marker),
        ("updateUserUnsafeMetadata", json!({ "userId": ADA, "metadata": { "x": nested.to_string() } }), "metadata.x"),
        ("updateUser", json!({ "userId": ADA, "firstName": format!("Ada {marker}") }), "firstName"),
        (
            "createInvitation",
            json!({ "emailAddress": "a@b.example", "redirectUrl": "redacted-by-clerk-toolkit:x" }),
            "redirectUrl",
        ),
        (
            "createOrganization",
            json!({ "name": "x", "privateMetadata": super::private_marker() }),
            "privateMetadata.redacted",
        ),
    ];
    for (tool, arguments, path) in cases {
        let error = world.refused(tool, arguments, "argument_redacted").await;
        assert!(error.message().contains(path), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.starts_with("Leave this field out")), "{error}");
    }
}

#[test]
fn debug_output_of_calls_shows_the_names_of_the_arguments_only() {
    let call = ToolCall::new(None, "updateUser", json!({ "metadata": { "card_number": "4111-1111" } }));
    assert_eq!(format!("{call:?}"), r#"ToolCall { id: None, name: "updateUser", arguments: Ok(["metadata"]) }"#);
}

#[test]
fn debug_output_of_requests_shows_no_metadata() {
    use clerk_toolkit::client::{
        InvitationCreate, MembershipCreate, MetadataUpdate, OrganizationCreate, OrganizationInvitationCreate,
    };
    let metadata = || Metadata::from_iter([("card_number".to_owned(), json!("4111-1111"))]);
    let user_id = ADA.parse().expect("the id is valid");
    let membership = MembershipCreate::new(user_id, "org:member").public_metadata(metadata());
    let shown = [
        format!("{:?}", metadata()),
        format!("{:#?}", MetadataUpdate::default().public_metadata(metadata()).unsafe_metadata(metadata())),
        format!("{:?}", OrganizationCreate::new("Acme").private_metadata(metadata())),
        format!("{:?}", InvitationCreate::new("ada@example.com").public_metadata(metadata())),
        format!(
            "{:?}",
            OrganizationInvitationCreate::new("ada@example.com", "org:member").private_metadata(metadata())
        ),
        format!("{membership:?}"),
    ];
    for shown in shown {
        assert!(shown.contains("Metadata(1 field)") && !shown.contains("card") && !shown.contains("4111"), "{shown}");
    }
}
