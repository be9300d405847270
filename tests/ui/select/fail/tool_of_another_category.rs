use clerk_toolkit::{Toolset, catalog};

pub const TOOLS: Toolset = catalog::ALL.select(["organizations.getUser"]);

fn main() {}
