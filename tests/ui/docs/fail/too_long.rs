use clerk_toolkit::{ToolError, clerk_tool};

/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
/// Count the orders of everybody, wherever they were placed, whenever they were placed.
#[clerk_tool(effect = read)]
async fn count_orders(
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    /// The most to count, of all those that were placed, which is more than anybody can.
    limit: u64,
) -> Result<u64, ToolError> {
    Ok(limit)
}

fn main() {}
