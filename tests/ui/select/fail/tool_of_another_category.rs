use clerk_toolkit::{Toolset, catalog};

const TOOLS: Toolset = catalog::ALL.select(["organizations.getUser"]);

fn main() {
    println!("{TOOLS:?}");
}
