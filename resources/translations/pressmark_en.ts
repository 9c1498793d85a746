<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message numerus="yes">
   <source>%Ln damages:</source>
   <translation>
    <numerusform>%Ln damage:</numerusform>
    <numerusform>%Ln damages:</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sound: %Ln files are as they were saved.</source>
   <translation>
    <numerusform>Sound: %Ln file is as it was saved.</numerusform>
    <numerusform>Sound: %Ln files are as they were saved.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ActivityView</name>
  <message numerus="yes">
   <source>%Ln problems</source>
   <translation>
    <numerusform>%Ln problem</numerusform>
    <numerusform>%Ln problems</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ArticleListView</name>
  <message numerus="yes">
   <source>%Ln articles</source>
   <translation>
    <numerusform>%Ln article</numerusform>
    <numerusform>%Ln articles</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DuplicatesWorkbench</name>
  <message numerus="yes">
   <source>%Ln stories are in your archive more than once.</source>
   <translation>
    <numerusform>%Ln story is in your archive more than once.</numerusform>
    <numerusform>%Ln stories are in your archive more than once.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln texts, {share} % the same</source>
   <translation>
    <numerusform>%Ln text, {share} % the same</numerusform>
    <numerusform>%Ln texts, {share} % the same</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln variants of one address</source>
   <translation>
    <numerusform>%Ln variant of one address</numerusform>
    <numerusform>%Ln variants of one address</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln words</source>
   <translation>
    <numerusform>%Ln word</numerusform>
    <numerusform>%Ln words</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>EmptyState</name>
  <message numerus="yes">
   <source>Search all articles: %Ln found</source>
   <translation>
    <numerusform>Search all articles: %Ln found</numerusform>
    <numerusform>Search all articles: %Ln found</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HighlightsWorkbench</name>
  <message numerus="yes">
   <source>%Ln highlights</source>
   <translation>
    <numerusform>%Ln highlight</numerusform>
    <numerusform>%Ln highlights</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message numerus="yes">
   <source>%Ln come back out of the trash.</source>
   <translation>
    <numerusform>%Ln comes back out of the trash.</numerusform>
    <numerusform>%Ln come back out of the trash.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln come with their text.</source>
   <translation>
    <numerusform>%Ln comes with its text.</numerusform>
    <numerusform>%Ln come with their text.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln entries repeat an address and are joined.</source>
   <translation>
    <numerusform>%Ln entry repeats an address and is joined.</numerusform>
    <numerusform>%Ln entries repeat an address and are joined.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln favourites</source>
   <translation>
    <numerusform>%Ln favourite</numerusform>
    <numerusform>%Ln favourites</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln highlights</source>
   <translation>
    <numerusform>%Ln highlight</numerusform>
    <numerusform>%Ln highlights</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln notes</source>
   <translation>
    <numerusform>%Ln note</numerusform>
    <numerusform>%Ln notes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln pages will be fetched.</source>
   <translation>
    <numerusform>%Ln page will be fetched.</numerusform>
    <numerusform>%Ln pages will be fetched.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln pages will be fetched;</source>
   <translation>
    <numerusform>%Ln page will be fetched;</numerusform>
    <numerusform>%Ln pages will be fetched;</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln read</source>
   <translation>
    <numerusform>%Ln read</numerusform>
    <numerusform>%Ln read</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln tags</source>
   <translation>
    <numerusform>%Ln tag</numerusform>
    <numerusform>%Ln tags</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Leave out %Ln articles that came from feeds</source>
   <translation>
    <numerusform>Leave out %Ln article that came from a feed</numerusform>
    <numerusform>Leave out %Ln articles that came from feeds</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>InsightWorkbench</name>
  <message numerus="yes">
   <source>%Ln articles, {read} read · {hours} h of reading done, {left} h to go</source>
   <translation>
    <numerusform>%Ln article, {read} read · {hours} h of reading done, {left} h to go</numerusform>
    <numerusform>%Ln articles, {read} read · {hours} h of reading done, {left} h to go</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OriginalPane</name>
  <message numerus="yes">
   <source>The PDF of {date}, %Ln pages</source>
   <translation>
    <numerusform>The PDF of {date}, %Ln page</numerusform>
    <numerusform>The PDF of {date}, %Ln pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The first {shown} of %Ln pages of the PDF of {date}</source>
   <translation>
    <numerusform>The first {shown} of %Ln page of the PDF of {date}</numerusform>
    <numerusform>The first {shown} of %Ln pages of the PDF of {date}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RulesWorkbench</name>
  <message numerus="yes">
   <source>Would change %Ln articles that are there already:</source>
   <translation>
    <numerusform>Would change %Ln article that is there already:</numerusform>
    <numerusform>Would change %Ln articles that are there already:</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>and %Ln more</numerusform>
    <numerusform>and %Ln more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SearchBox</name>
  <message numerus="yes">
   <source>Search %Ln articles</source>
   <translation>
    <numerusform>Search %Ln article</numerusform>
    <numerusform>Search %Ln articles</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SearchNote</name>
  <message numerus="yes">
   <source>At character %Ln</source>
   <translation>
    <numerusform>At character %Ln</numerusform>
    <numerusform>At character %Ln</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SourcesPopup</name>
  <message numerus="yes">
   <source>Save the %Ln missing ones</source>
   <translation>
    <numerusform>Save the missing one</numerusform>
    <numerusform>Save the %Ln missing ones</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message numerus="yes">
   <source>%Ln problems</source>
   <translation>
    <numerusform>%Ln problem</numerusform>
    <numerusform>%Ln problems</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TagEditor</name>
  <message numerus="yes">
   <source>%Ln articles</source>
   <translation>
    <numerusform>%Ln article</numerusform>
    <numerusform>%Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %Ln rarer tags, which stay</source>
   <translation>
    <numerusform>and %Ln rarer tag, which stays</numerusform>
    <numerusform>and %Ln rarer tags, which stay</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TagsWorkbench</name>
  <message numerus="yes">
   <source>%Ln tags</source>
   <translation>
    <numerusform>%Ln tag</numerusform>
    <numerusform>%Ln tags</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TextPopup</name>
  <message numerus="yes">
   <source>%Ln words</source>
   <translation>
    <numerusform>%Ln word</numerusform>
    <numerusform>%Ln words</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>_Preview</name>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>and %Ln more</numerusform>
    <numerusform>and %Ln more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>_Reasons</name>
  <message numerus="yes">
   <source>%Ln entries that can’t be imported</source>
   <translation>
    <numerusform>%Ln entry that can’t be imported</numerusform>
    <numerusform>%Ln entries that can’t be imported</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>article menu</name>
  <message numerus="yes">
   <source>%Ln articles</source>
   <translation>
    <numerusform>%Ln article</numerusform>
    <numerusform>%Ln articles</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>article_list</name>
  <message numerus="yes">
   <source>Goes in %Ln days</source>
   <translation>
    <numerusform>Goes in %Ln day</numerusform>
    <numerusform>Goes in %Ln days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Without {part} there are %Ln.</source>
   <translation>
    <numerusform>Without {part} there is %Ln.</numerusform>
    <numerusform>Without {part} there are %Ln.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>comparison</name>
  <message numerus="yes">
   <source>%Ln paragraphs are the same</source>
   <translation>
    <numerusform>%Ln paragraph is the same</numerusform>
    <numerusform>%Ln paragraphs are the same</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln pictures changed</source>
   <translation>
    <numerusform>%Ln picture changed</numerusform>
    <numerusform>%Ln pictures changed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln words added</source>
   <translation>
    <numerusform>%Ln word added</numerusform>
    <numerusform>%Ln words added</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln words removed</source>
   <translation>
    <numerusform>%Ln word removed</numerusform>
    <numerusform>%Ln words removed</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>copies</name>
  <message numerus="yes">
   <source>Folder for %Ln copies</source>
   <translation>
    <numerusform>Folder for %Ln copy</numerusform>
    <numerusform>Folder for %Ln copies</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>intake</name>
  <message numerus="yes">
   <source>%Ln others can’t be read as articles</source>
   <translation>
    <numerusform>%Ln other can’t be read as an article</numerusform>
    <numerusform>%Ln others can’t be read as articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Import from %Ln files</source>
   <translation>
    <numerusform>Import from %Ln file</numerusform>
    <numerusform>Import from %Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln articles</source>
   <translation>
    <numerusform>Save %Ln article</numerusform>
    <numerusform>Save %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln files</source>
   <translation>
    <numerusform>Save %Ln file</numerusform>
    <numerusform>Save %Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln links</source>
   <translation>
    <numerusform>Save %Ln link</numerusform>
    <numerusform>Save %Ln links</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>operations</name>
  <message numerus="yes">
   <source>%Ln already in your archive</source>
   <translation>
    <numerusform>%Ln already in your archive</numerusform>
    <numerusform>%Ln already in your archive</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles could not be saved</source>
   <translation>
    <numerusform>%Ln article could not be saved</numerusform>
    <numerusform>%Ln articles could not be saved</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles found by “{query}”</source>
   <translation>
    <numerusform>%Ln article found by “{query}”</numerusform>
    <numerusform>%Ln articles found by “{query}”</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles go with all their files. This cannot be undone.</source>
   <translation>
    <numerusform>One article goes with all its files. This cannot be undone.</numerusform>
    <numerusform>%Ln articles go with all their files. This cannot be undone.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles in {shelf}</source>
   <translation>
    <numerusform>%Ln article in {shelf}</numerusform>
    <numerusform>%Ln articles in {shelf}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be understood</source>
   <translation>
    <numerusform>%Ln could not be understood</numerusform>
    <numerusform>%Ln could not be understood</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln files of the archive are damaged, like {path}</source>
   <translation>
    <numerusform>%Ln file of the archive is damaged: {path}</numerusform>
    <numerusform>%Ln files of the archive are damaged, like {path}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln left out</source>
   <translation>
    <numerusform>%Ln left out</numerusform>
    <numerusform>%Ln left out</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln not whole</source>
   <translation>
    <numerusform>%Ln not whole</numerusform>
    <numerusform>%Ln not whole</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln repaired</source>
   <translation>
    <numerusform>%Ln repaired</numerusform>
    <numerusform>%Ln repaired</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln repaired; look at this by hand: {path}</source>
   <translation>
    <numerusform>%Ln repaired; look at this by hand: {path}</numerusform>
    <numerusform>%Ln repaired; look at this by hand: {path}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln selected articles</source>
   <translation>
    <numerusform>The selected article</numerusform>
    <numerusform>%Ln selected articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln taken out of the trash</source>
   <translation>
    <numerusform>%Ln taken out of the trash</numerusform>
    <numerusform>%Ln taken out of the trash</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln were here already</source>
   <translation>
    <numerusform>%Ln was here already</numerusform>
    <numerusform>%Ln were here already</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln without a text</source>
   <translation>
    <numerusform>%Ln without a text</numerusform>
    <numerusform>%Ln without a text</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added %Ln articles to Favourites</source>
   <translation>
    <numerusform>Added %Ln article to Favourites</numerusform>
    <numerusform>Added %Ln articles to Favourites</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added to %Ln articles that were here</source>
   <translation>
    <numerusform>Added to %Ln article that was here</numerusform>
    <numerusform>Added to %Ln articles that were here</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All %Ln articles</source>
   <translation>
    <numerusform>The only article</numerusform>
    <numerusform>All %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All %Ln files are as they should be</source>
   <translation>
    <numerusform>The one file is as it should be</numerusform>
    <numerusform>All %Ln files are as they should be</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Applied the rule to %Ln articles</source>
   <translation>
    <numerusform>Applied the rule to %Ln article</numerusform>
    <numerusform>Applied the rule to %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln citations</source>
   <translation>
    <numerusform>Copied %Ln citation</numerusform>
    <numerusform>Copied %Ln citations</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln highlights</source>
   <translation>
    <numerusform>Copied %Ln highlight</numerusform>
    <numerusform>Copied %Ln highlights</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln links</source>
   <translation>
    <numerusform>Copied %Ln link</numerusform>
    <numerusform>Copied %Ln links</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Deleted %Ln articles for good</source>
   <translation>
    <numerusform>Deleted %Ln article for good</numerusform>
    <numerusform>Deleted %Ln articles for good</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Deleted %Ln tags</source>
   <translation>
    <numerusform>Deleted %Ln tag</numerusform>
    <numerusform>Deleted %Ln tags</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Exported %Ln articles</source>
   <translation>
    <numerusform>Exported %Ln article</numerusform>
    <numerusform>Exported %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln articles</source>
   <translation>
    <numerusform>Imported %Ln article</numerusform>
    <numerusform>Imported %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln articles from {program}</source>
   <translation>
    <numerusform>Imported %Ln article from {program}</numerusform>
    <numerusform>Imported %Ln articles from {program}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Marked %Ln articles as read</source>
   <translation>
    <numerusform>Marked %Ln article as read</numerusform>
    <numerusform>Marked %Ln articles as read</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Merged %Ln articles</source>
   <translation>
    <numerusform>Merged %Ln article</numerusform>
    <numerusform>Merged %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Merged %Ln tags into “{tag}”</source>
   <translation>
    <numerusform>Merged %Ln tag into “{tag}”</numerusform>
    <numerusform>Merged %Ln tags into “{tag}”</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln articles to Inbox</source>
   <translation>
    <numerusform>Moved %Ln article to Inbox</numerusform>
    <numerusform>Moved %Ln articles to Inbox</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln articles to Trash</source>
   <translation>
    <numerusform>Moved %Ln article to Trash</numerusform>
    <numerusform>Moved %Ln articles to Trash</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Read %Ln texts anew</source>
   <translation>
    <numerusform>Read %Ln text anew</numerusform>
    <numerusform>Read %Ln texts anew</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln from Favourites</source>
   <translation>
    <numerusform>Removed %Ln from Favourites</numerusform>
    <numerusform>Removed %Ln from Favourites</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln highlights</source>
   <translation>
    <numerusform>Removed %Ln highlight</numerusform>
    <numerusform>Removed %Ln highlights</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored %Ln articles</source>
   <translation>
    <numerusform>Restored %Ln article</numerusform>
    <numerusform>Restored %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln articles again?</source>
   <translation>
    <numerusform>Save %Ln article again?</numerusform>
    <numerusform>Save %Ln articles again?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved %Ln articles</source>
   <translation>
    <numerusform>Saved %Ln article</numerusform>
    <numerusform>Saved %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved %Ln copies</source>
   <translation>
    <numerusform>Saved %Ln copy</numerusform>
    <numerusform>Saved %Ln copies</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saving %Ln articles</source>
   <translation>
    <numerusform>Saving %Ln article</numerusform>
    <numerusform>Saving %Ln articles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saving %Ln articles again</source>
   <translation>
    <numerusform>Saving %Ln article again</numerusform>
    <numerusform>Saving %Ln articles again</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Tagged %Ln articles “{tag}”</source>
   <translation>
    <numerusform>Tagged %Ln article “{tag}”</numerusform>
    <numerusform>Tagged %Ln articles “{tag}”</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>pace</name>
  <message numerus="yes">
   <source>about %Ln h left</source>
   <translation>
    <numerusform>about %Ln h left</numerusform>
    <numerusform>about %Ln h left</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln min left</source>
   <translation>
    <numerusform>about %Ln min left</numerusform>
    <numerusform>about %Ln min left</numerusform>
   </translation>
  </message>
 </context>
</TS>
