use clerk_toolkit::clerk_tool;

/// An order.
#[clerk_tool(effect = read)]
pub struct Order {
    pub number: u64,
}

#[clerk_tool(effect = read)]
impl Order {
    /// Its number.
    pub async fn number(&self) -> u64 {
        self.number
    }
}

#[clerk_tool(effect = read)]
pub trait Orders {
    /// The count.
    async fn count(&self) -> u64;
}

#[clerk_tool(effect = read)]
mod orders {
    pub fn count() -> u64 {
        0
    }
}

#[clerk_tool(effect = read)]
pub type Count = fn() -> u64;

fn main() {}
