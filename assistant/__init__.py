"""nianbao (年报助手): reads peers' reports, drafts and checks an agency's yearly report, writes the Word document."""
