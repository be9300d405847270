//! Structs and enums that a model passes and reads.

use std::collections::BTreeMap;

use clerk_toolkit::serde_json::json;
use clerk_toolkit::{ToolError, clerk_tool, tool_type};
use clerk_toolkit_ui_tests::{call, definition, schema};

/// A place.
#[tool_type]
#[derive(Clone)]
pub struct Address {
    /// Where.
    pub street_name: String,
    /// Which door.
    pub house_number: Option<u32>,
}

#[tool_type]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Speed {
    NextDay,
    #[serde(rename = "whenever")]
    Someday,
}

#[tool_type]
#[serde(transparent)]
pub struct Weight(pub u32);

#[tool_type]
pub struct Parcel<T> {
    pub ship_to: Address,
    pub content: Vec<T>,
    pub r#type: Speed,
    pub weight: Weight,
    pub labels: BTreeMap<String, String>,
    #[serde(flatten)]
    pub rest: Rest,
}

#[tool_type]
pub struct Rest {
    #[serde(default)]
    pub gift_wrap: bool,
}

/// Send a parcel.
#[clerk_tool(effect = write)]
async fn send(
    /// The parcel.
    parcel: Parcel<String>,
) -> Result<Address, ToolError> {
    assert!(parcel.rest.gift_wrap && matches!(parcel.r#type, Speed::NextDay) && parcel.weight.0 == 5);
    Ok(parcel.ship_to)
}

/// Check an address.
#[clerk_tool(effect = read)]
async fn check_address(
    /// Where.
    address: Address,
) -> Result<Address, ToolError> {
    Ok(address)
}

#[test]
fn runs() {
    let parcel = json!({
        "shipTo": { "streetName": "Elm", "houseNumber": "5" },
        "content": ["book"],
        "type": "NEXT_DAY",
        "weight": 5,
        "labels": {},
        "giftWrap": true,
    });
    assert_eq!(call::<send>(json!({ "parcel": parcel })), Ok(json!({ "streetName": "Elm", "houseNumber": 5 })));

    let error = call::<check_address>(json!({ "address": { "streetName": "Elm", "number": 5 } })).unwrap_err();
    assert!(error.message().contains("unknown field `number`"), "{}", error.message());

    let properties = &schema::<check_address>()["properties"]["address"]["properties"];
    assert_eq!(properties["streetName"]["description"], "Where.");
    assert_eq!(definition::<check_address>().output_schema().is_some(), true);
}
