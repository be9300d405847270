use std::collections::BTreeMap;

use clerk_toolkit::client::{OrganizationId, Segment, UserId};
use clerk_toolkit::serde_json::Value;
use clerk_toolkit::{ToolError, clerk_tool, tool_type};

#[tool_type]
pub struct Period {
    pub days: u16,
}

#[tool_type]
pub enum Either<T> {
    Left(T),
}

type Days = u16;

/// Count the orders.
#[clerk_tool(effect = read)]
async fn count_orders(user_id: &UserId, organization_id: Option<&OrganizationId>) -> Result<u64, ToolError> {
    let _ = (user_id, organization_id);
    Ok(0)
}

/// Find an order.
#[clerk_tool(effect = read)]
async fn find_order(
    period: &Period,
    either: Option<&Either<Period>>,
    segment: &Segment,
    names: &Vec<Option<String>>,
    labels: &BTreeMap<String, Value>,
    days: &Days,
    perhaps: &Option<u64>,
) -> Result<u64, ToolError> {
    let _ = (period, either, segment, names, labels, days, perhaps);
    Ok(0)
}

fn main() {}
