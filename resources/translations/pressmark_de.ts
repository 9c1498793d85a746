<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message numerus="yes">
   <source>%Ln damages:</source>
   <translation>
    <numerusform>%Ln Schaden:</numerusform>
    <numerusform>%Ln Schäden:</numerusform>
   </translation>
  </message>
  <message>
   <source>About Pressmark</source>
   <translation>Über Pressmark</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Check the archive</source>
   <translation>Archiv prüfen</translation>
  </message>
  <message>
   <source>Checking every file</source>
   <translation>Jede Datei wird geprüft</translation>
  </message>
  <message>
   <source>Checking every file…</source>
   <translation>Jede Datei wird geprüft…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Angaben kopieren</translation>
  </message>
  <message>
   <source>Daily copies</source>
   <translation>Tägliche Kopien</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Free software under the Apache License 2.0. Nothing you save or read is sent to anyone.</source>
   <translation>Freie Software unter der Apache-Lizenz 2.0. Was hier gespeichert oder gelesen wird, erfährt niemand.</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Made with</source>
   <translation>Gemacht mit</translation>
  </message>
  <message>
   <source>Not checked yet in this window.</source>
   <translation>In diesem Fenster noch nicht geprüft.</translation>
  </message>
  <message>
   <source>On the disk</source>
   <translation>Auf der Festplatte</translation>
  </message>
  <message>
   <source>Search index</source>
   <translation>Suchindex</translation>
  </message>
  <message>
   <source>Snapshots</source>
   <translation>Fassungen</translation>
  </message>
  <message numerus="yes">
   <source>Sound: %Ln files are as they were saved.</source>
   <translation>
    <numerusform>In Ordnung: %Ln Datei ist, wie sie gespeichert wurde.</numerusform>
    <numerusform>In Ordnung: %Ln Dateien sind, wie sie gespeichert wurden.</numerusform>
   </translation>
  </message>
  <message>
   <source>Version {version}</source>
   <translation>Version {version}</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <source>counting…</source>
   <translation>wird gezählt…</translation>
  </message>
  <message>
   <source>database</source>
   <translation>Datenbank</translation>
  </message>
  <message>
   <source>its fixes {version}</source>
   <translation>Korrekturen {version}</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <source>{all}, of it the database {database}</source>
   <translation>{all}, davon Datenbank {database}</translation>
  </message>
 </context>
 <context>
  <name>ActivityView</name>
  <message numerus="yes">
   <source>%Ln problems</source>
   <translation>
    <numerusform>%Ln Problem</numerusform>
    <numerusform>%Ln Probleme</numerusform>
   </translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <source>Everything is saved. Nothing waits.</source>
   <translation>Alles ist gespeichert, nichts wartet.</translation>
  </message>
  <message>
   <source>Go on saving</source>
   <translation>Weiter speichern</translation>
  </message>
  <message>
   <source>Pause saving</source>
   <translation>Speichern anhalten</translation>
  </message>
  <message>
   <source>{saving} being saved, {waiting} waiting</source>
   <translation>{saving} werden gespeichert, {waiting} warten</translation>
  </message>
 </context>
 <context>
  <name>AddDialog</name>
  <message>
   <source>Add to Pressmark</source>
   <translation>Zu Pressmark hinzufügen</translation>
  </message>
  <message>
   <source>Files can be dropped on the window.</source>
   <translation>Dateien lassen sich ins Fenster ziehen.</translation>
  </message>
  <message>
   <source>Links or text</source>
   <translation>Links oder Text</translation>
  </message>
  <message>
   <source>Paste links here, one or many, or text with links in it</source>
   <translation>Links hier einfügen, einen oder viele, oder Text mit Links darin</translation>
  </message>
 </context>
 <context>
  <name>ArticleDelegate</name>
  <message>
   <source>Changed since you saved it</source>
   <translation>Seit dem Speichern geändert</translation>
  </message>
  <message>
   <source>Local network</source>
   <translation>Lokales Netz</translation>
  </message>
  <message>
   <source>Partly saved</source>
   <translation>Teilweise gespeichert</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
 </context>
 <context>
  <name>ArticleListPane</name>
  <message>
   <source>All articles</source>
   <translation>Alle Artikel</translation>
  </message>
  <message>
   <source>Favourites</source>
   <translation>Favoriten</translation>
  </message>
  <message>
   <source>Found in {shelf}</source>
   <translation>Treffer in „{shelf}“</translation>
  </message>
  <message>
   <source>Inbox</source>
   <translation>Eingang</translation>
  </message>
  <message>
   <source>Problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Gelesen</translation>
  </message>
  <message>
   <source>Trash</source>
   <translation>Papierkorb</translation>
  </message>
  <message>
   <source>{shelf}, nothing to search for yet</source>
   <translation>{shelf}, noch nichts zu suchen</translation>
  </message>
 </context>
 <context>
  <name>ArticleListView</name>
  <message numerus="yes">
   <source>%Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel</numerusform>
    <numerusform>%Ln Artikel</numerusform>
   </translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
 </context>
 <context>
  <name>ArticleView</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy link</source>
   <translation>Link kopieren</translation>
  </message>
  <message>
   <source>Go to the note</source>
   <translation>Zur Notiz springen</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Open link</source>
   <translation>Link öffnen</translation>
  </message>
  <message>
   <source>Save this link too</source>
   <translation>Diesen Link auch speichern</translation>
  </message>
  <message>
   <source>Search this</source>
   <translation>Danach suchen</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alles auswählen</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Notice</source>
   <translation>Hinweis</translation>
  </message>
 </context>
 <context>
  <name>CompletionList</name>
  <message>
   <source>Ways to go on</source>
   <translation>Vorschläge</translation>
  </message>
 </context>
 <context>
  <name>ContentsPopup</name>
  <message>
   <source>Contents</source>
   <translation>Inhalt</translation>
  </message>
 </context>
 <context>
  <name>CrashDialog</name>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <source>Pressmark has a fault</source>
   <translation>Fehler in Pressmark</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Something went wrong that should not have. What you saved is on the disk and safe; you can go on.
The report below holds no text of your articles. Please send it along with what you were doing.</source>
   <translation>Etwas ist schiefgegangen, das nicht schiefgehen darf. Alles Gespeicherte liegt sicher auf der Festplatte; die Arbeit kann weitergehen.
Der Bericht unten enthält keinen Text aus Artikeln. Bitte zusammen mit einer Beschreibung einsenden, was gerade geschah.</translation>
  </message>
 </context>
 <context>
  <name>DropOverlay</name>
  <message>
   <source>Drop to save</source>
   <translation>Zum Speichern loslassen</translation>
  </message>
 </context>
 <context>
  <name>DuplicatesWorkbench</name>
  <message numerus="yes">
   <source>%Ln stories are in your archive more than once.</source>
   <translation>
    <numerusform>%Ln Geschichte ist mehrmals im Archiv.</numerusform>
    <numerusform>%Ln Geschichten sind mehrmals im Archiv.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln texts, {share} % the same</source>
   <translation>
    <numerusform>%Ln Text, zu {share} % gleich</numerusform>
    <numerusform>%Ln Texte, zu {share} % gleich</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln variants of one address</source>
   <translation>
    <numerusform>%Ln Form einer Adresse</numerusform>
    <numerusform>%Ln Formen einer Adresse</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln words</source>
   <translation>
    <numerusform>%Ln Wort</numerusform>
    <numerusform>%Ln Wörter</numerusform>
   </translation>
  </message>
  <message>
   <source>Articles of the chosen story</source>
   <translation>Artikel der gewählten Geschichte</translation>
  </message>
  <message>
   <source>Duplicates</source>
   <translation>Dubletten</translation>
  </message>
  <message>
   <source>Keep all</source>
   <translation>Alle behalten</translation>
  </message>
  <message>
   <source>Keep this one</source>
   <translation>Diesen behalten</translation>
  </message>
  <message>
   <source>Looking for duplicates</source>
   <translation>Dubletten werden gesucht</translation>
  </message>
  <message>
   <source>Looking for duplicates…</source>
   <translation>Dubletten werden gesucht…</translation>
  </message>
  <message>
   <source>Merge</source>
   <translation>Zusammenführen</translation>
  </message>
  <message>
   <source>No duplicates. Every story is in your archive once.</source>
   <translation>Keine Dubletten. Jede Geschichte ist einmal im Archiv.</translation>
  </message>
  <message>
   <source>Note: {note}</source>
   <translation>Notiz: {note}</translation>
  </message>
  <message>
   <source>Published {date}</source>
   <translation>Veröffentlicht am {date}</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <source>Saved {date}</source>
   <translation>Gespeichert am {date}</translation>
  </message>
  <message>
   <source>Tags: {tags}</source>
   <translation>Schlagwörter: {tags}</translation>
  </message>
  <message>
   <source>The same page under several addresses, and texts that are almost the same. Merging keeps all tags, notes, highlights and the earliest date in one; the others go to the trash.</source>
   <translation>Dieselbe Seite unter mehreren Adressen und fast gleiche Texte. Beim Zusammenführen bleiben alle Schlagwörter, Notizen, Markierungen und das früheste Datum in einem Artikel; die anderen kommen in den Papierkorb.</translation>
  </message>
 </context>
 <context>
  <name>EmptyState</name>
  <message>
   <source>Search all articles</source>
   <translation>Alle Artikel durchsuchen</translation>
  </message>
  <message numerus="yes">
   <source>Search all articles: %Ln found</source>
   <translation>
    <numerusform>Alle Artikel durchsuchen: %Ln gefunden</numerusform>
    <numerusform>Alle Artikel durchsuchen: %Ln gefunden</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>A folder of notes with pictures, for Obsidian and other editors.</source>
   <translation>Ein Ordner mit Notizen und Bildern, für Obsidian und andere Editoren.</translation>
  </message>
  <message>
   <source>A folder to read in any browser, with pictures, highlights and notes.</source>
   <translation>Ein Ordner für jeden Browser, mit Bildern, Markierungen und Notizen.</translation>
  </message>
  <message>
   <source>Addresses with tags and notes, for browsers and other services; no texts.</source>
   <translation>Adressen mit Schlagwörtern und Notizen, für Browser und andere Dienste; ohne Texte.</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Book (EPUB)</source>
   <translation>Buch (EPUB)</translation>
  </message>
  <message>
   <source>Bookmarks</source>
   <translation>Lesezeichen</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>One file for an e-reader: a chapter for each article, with its pictures.</source>
   <translation>Eine Datei für E-Reader: ein Kapitel je Artikel, mit seinen Bildern.</translation>
  </message>
  <message>
   <source>One file with all that is known, texts too, for programs; no pictures.</source>
   <translation>Eine Datei mit allem, was bekannt ist, auch Texten, für Programme; ohne Bilder.</translation>
  </message>
  <message>
   <source>Table (CSV)</source>
   <translation>Tabelle (CSV)</translation>
  </message>
  <message>
   <source>Titles, addresses, dates, tags and notes, for a spreadsheet; no texts.</source>
   <translation>Titel, Adressen, Daten, Schlagwörter und Notizen, für Tabellenprogramme; ohne Texte.</translation>
  </message>
  <message>
   <source>Web pages</source>
   <translation>Webseiten</translation>
  </message>
 </context>
 <context>
  <name>FacetBar</name>
  <message>
   <source>All ways to narrow the search</source>
   <translation>Alle Möglichkeiten, die Suche einzugrenzen</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>Narrow the search</source>
   <translation>Suche eingrenzen</translation>
  </message>
  <message>
   <source>Only {name}</source>
   <translation>Nur {name}</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>Veröffentlicht</translation>
  </message>
  <message>
   <source>Sites</source>
   <translation>Websites</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Find in this article</source>
   <translation>In diesem Artikel suchen</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächste</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>Nicht gefunden</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Vorherige</translation>
  </message>
 </context>
 <context>
  <name>FirstRun</name>
  <message>
   <source>Add a link…</source>
   <translation>Link hinzufügen…</translation>
  </message>
  <message>
   <source>Import from Pocket, Omnivore, Instapaper, Raindrop…</source>
   <translation>Aus Pocket, Omnivore, Instapaper, Raindrop importieren…</translation>
  </message>
  <message>
   <source>Keep the articles you want to keep</source>
   <translation>Artikel behalten, die bleiben sollen</translation>
  </message>
  <message>
   <source>Paste from clipboard</source>
   <translation>Aus Zwischenablage einfügen</translation>
  </message>
  <message>
   <source>The text, the pictures and the page as it was, on your own disk. No account, no server.</source>
   <translation>Text, Bilder und die Seite, wie sie war, auf der eigenen Festplatte. Kein Konto, kein Server.</translation>
  </message>
  <message>
   <source>Try the sample article</source>
   <translation>Beispielartikel ansehen</translation>
  </message>
 </context>
 <context>
  <name>HighlightDelegate</name>
  <message>
   <source>no longer in the text</source>
   <translation>nicht mehr im Text</translation>
  </message>
 </context>
 <context>
  <name>HighlightsWorkbench</name>
  <message numerus="yes">
   <source>%Ln highlights</source>
   <translation>
    <numerusform>%Ln Markierung</numerusform>
    <numerusform>%Ln Markierungen</numerusform>
   </translation>
  </message>
  <message>
   <source>All colours</source>
   <translation>Alle Farben</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Copy as Markdown</source>
   <translation>Als Markdown kopieren</translation>
  </message>
  <message>
   <source>Enter or a double click goes to the passage.</source>
   <translation>Eingabetaste oder Doppelklick führt zur Stelle.</translation>
  </message>
  <message>
   <source>Export as Markdown…</source>
   <translation>Als Markdown exportieren…</translation>
  </message>
  <message>
   <source>Export highlights</source>
   <translation>Markierungen exportieren</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Highlights</source>
   <translation>Markierungen</translation>
  </message>
  <message>
   <source>No longer in the text</source>
   <translation>Nicht mehr im Text</translation>
  </message>
  <message>
   <source>Pink</source>
   <translation>Rosa</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Show in article</source>
   <translation>Im Artikel zeigen</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>Gelb</translation>
  </message>
  <message>
   <source>{n} selected</source>
   <translation>{n} ausgewählt</translation>
  </message>
 </context>
 <context>
  <name>HitBar</name>
  <message>
   <source>Next hit (F3)</source>
   <translation>Nächster Treffer (F3)</translation>
  </message>
  <message>
   <source>Previous hit (Shift+F3)</source>
   <translation>Vorheriger Treffer (Umschalt+F3)</translation>
  </message>
  <message>
   <source>{n} of {all}</source>
   <translation>{n} von {all}</translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message numerus="yes">
   <source>%Ln come back out of the trash.</source>
   <translation>
    <numerusform>%Ln kommt aus dem Papierkorb zurück.</numerusform>
    <numerusform>%Ln kommen aus dem Papierkorb zurück.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln come with their text.</source>
   <translation>
    <numerusform>%Ln bringt ihren Text mit.</numerusform>
    <numerusform>%Ln bringen ihren Text mit.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln entries repeat an address and are joined.</source>
   <translation>
    <numerusform>%Ln Eintrag wiederholt eine Adresse und wird zusammengefasst.</numerusform>
    <numerusform>%Ln Einträge wiederholen eine Adresse und werden zusammengefasst.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln favourites</source>
   <translation>
    <numerusform>%Ln Favorit</numerusform>
    <numerusform>%Ln Favoriten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln highlights</source>
   <translation>
    <numerusform>%Ln Markierung</numerusform>
    <numerusform>%Ln Markierungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln notes</source>
   <translation>
    <numerusform>%Ln Notiz</numerusform>
    <numerusform>%Ln Notizen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln pages will be fetched.</source>
   <translation>
    <numerusform>%Ln Seite wird geladen.</numerusform>
    <numerusform>%Ln Seiten werden geladen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln pages will be fetched;</source>
   <translation>
    <numerusform>%Ln Seite wird geladen;</numerusform>
    <numerusform>%Ln Seiten werden geladen;</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln read</source>
   <translation>
    <numerusform>%Ln gelesen</numerusform>
    <numerusform>%Ln gelesen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln tags</source>
   <translation>
    <numerusform>%Ln Schlagwort</numerusform>
    <numerusform>%Ln Schlagwörter</numerusform>
   </translation>
  </message>
  <message>
   <source>All come with their text; nothing is fetched.</source>
   <translation>Alle bringen ihren Text mit; nichts wird geladen.</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import from {program}</source>
   <translation>Import aus {program}</translation>
  </message>
  <message numerus="yes">
   <source>Leave out %Ln articles that came from feeds</source>
   <translation>
    <numerusform>%Ln Artikel aus Feeds auslassen</numerusform>
    <numerusform>%Ln Artikel aus Feeds auslassen</numerusform>
   </translation>
  </message>
  <message>
   <source>Tags for all of them, with commas between (optional)</source>
   <translation>Schlagwörter für alle, durch Kommas getrennt (optional)</translation>
  </message>
  <message>
   <source>There is nothing to import in this.</source>
   <translation>Hier gibt es nichts zu importieren.</translation>
  </message>
  <message>
   <source>What is here already gets the tags, notes and highlights that it lacks.</source>
   <translation>Was schon da ist, bekommt die Schlagwörter, Notizen und Markierungen, die ihm fehlen.</translation>
  </message>
  <message>
   <source>already here</source>
   <translation>schon da</translation>
  </message>
  <message>
   <source>left out</source>
   <translation>ausgelassen</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
 </context>
 <context>
  <name>InsightWorkbench</name>
  <message numerus="yes">
   <source>%Ln articles, {read} read · {hours} h of reading done, {left} h to go</source>
   <translation>
    <numerusform>%Ln Artikel, {read} gelesen · {hours} Std. gelesen, {left} Std. übrig</numerusform>
    <numerusform>%Ln Artikel, {read} gelesen · {hours} Std. gelesen, {left} Std. übrig</numerusform>
   </translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Insight</source>
   <translation>Einblicke</translation>
  </message>
  <message>
   <source>Saved by month</source>
   <translation>Gespeichert nach Monat</translation>
  </message>
  <message>
   <source>Sites</source>
   <translation>Websites</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>What you saved, month by month; the dark part is read. Every bar leads to its articles.</source>
   <translation>Was Monat für Monat gespeichert wurde; der dunkle Teil ist gelesen. Jeder Balken führt zu seinen Artikeln.</translation>
  </message>
  <message>
   <source>{month}: {n} saved, {read} of them read</source>
   <translation>{month}: {n} gespeichert, {read} davon gelesen</translation>
  </message>
 </context>
 <context>
  <name>KeysDialog</name>
  <message>
   <source>Another paragraph</source>
   <translation>Ein anderer Absatz</translation>
  </message>
  <message>
   <source>Another sentence</source>
   <translation>Ein anderer Satz</translation>
  </message>
  <message>
   <source>At a highlight, or a chosen passage</source>
   <translation>An einer Markierung oder gewählten Stelle</translation>
  </message>
  <message>
   <source>Back to the text</source>
   <translation>Zurück zum Text</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Remove the highlight</source>
   <translation>Markierung entfernen</translation>
  </message>
  <message>
   <source>Widen it</source>
   <translation>Ausdehnen</translation>
  </message>
  <message>
   <source>Yellow, green, blue, pink</source>
   <translation>Gelb, grün, blau, rosa</translation>
  </message>
 </context>
 <context>
  <name>Marker</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy as a quote with its source</source>
   <translation>Als Zitat mit Quelle kopieren</translation>
  </message>
  <message>
   <source>G next · Shift+G previous · 1–4 colours · N note · Del removes · Esc</source>
   <translation>G nächste · Umschalt+G vorige · 1–4 Farben · N Notiz · Entf entfernt · Esc</translation>
  </message>
  <message>
   <source>Highlight with a note (N)</source>
   <translation>Mit Notiz markieren (N)</translation>
  </message>
  <message>
   <source>Note on the highlight</source>
   <translation>Notiz zur Markierung</translation>
  </message>
  <message>
   <source>Remove the highlight</source>
   <translation>Markierung entfernen</translation>
  </message>
  <message>
   <source>Search for this</source>
   <translation>Danach suchen</translation>
  </message>
  <message>
   <source>Tag the article with this</source>
   <translation>Artikel damit verschlagworten</translation>
  </message>
  <message>
   <source>The article has the tag “{tag}” already</source>
   <translation>Der Artikel hat das Schlagwort „{tag}“ schon</translation>
  </message>
  <message>
   <source>This article has no highlights</source>
   <translation>Dieser Artikel hat keine Markierungen</translation>
  </message>
  <message>
   <source>↑ ↓ another sentence · Shift+arrows widen · H highlights · N with a note · Esc</source>
   <translation>↑ ↓ anderer Satz · Umschalt+Pfeile erweitern · H markiert · N mit Notiz · Esc</translation>
  </message>
 </context>
 <context>
  <name>MarkingBar</name>
  <message>
   <source>Highlight in blue</source>
   <translation>Blau markieren</translation>
  </message>
  <message>
   <source>Highlight in green</source>
   <translation>Grün markieren</translation>
  </message>
  <message>
   <source>Highlight in pink</source>
   <translation>Rosa markieren</translation>
  </message>
  <message>
   <source>Highlight in yellow</source>
   <translation>Gelb markieren</translation>
  </message>
 </context>
 <context>
  <name>Meter</name>
  <message>
   <source>Quality {n} of {most}</source>
   <translation>Qualität {n} von {most}</translation>
  </message>
 </context>
 <context>
  <name>NotePopup</name>
  <message>
   <source>Ctrl+Enter keeps it, Esc does not</source>
   <translation>Strg+Eingabe speichert, Esc verwirft</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>What do you want to remember?</source>
   <translation>Was ist merkenswert?</translation>
  </message>
 </context>
 <context>
  <name>OriginalPane</name>
  <message numerus="yes">
   <source>The PDF of {date}, %Ln pages</source>
   <translation>
    <numerusform>Das PDF vom {date}, %Ln Seite</numerusform>
    <numerusform>Das PDF vom {date}, %Ln Seiten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The first {shown} of %Ln pages of the PDF of {date}</source>
   <translation>
    <numerusform>Die erste {shown} von %Ln Seite des PDFs vom {date}</numerusform>
    <numerusform>Die ersten {shown} von %Ln Seiten des PDFs vom {date}</numerusform>
   </translation>
  </message>
  <message>
   <source>The page as it came on {date}, without its style sheets, pictures and scripts.</source>
   <translation>Die Seite, wie sie am {date} ankam, ohne Stilvorlagen, Bilder und Skripte.</translation>
  </message>
  <message>
   <source>The page as it was on {date}. Its scripts are off, and nothing is loaded from the web.</source>
   <translation>Die Seite, wie sie am {date} war. Skripte sind aus, und nichts wird aus dem Web geladen.</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Do something, or go to a search, a tag or an article</source>
   <translation>Befehl ausführen oder zu Suche, Schlagwort oder Artikel springen</translation>
  </message>
  <message>
   <source>Nothing is called that</source>
   <translation>Nichts heißt so</translation>
  </message>
 </context>
 <context>
  <name>PreferencesDialog</name>
  <message>
   <source> characters</source>
   <translation> Zeichen</translation>
  </message>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>Archive</source>
   <translation>Archiv</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>As the window</source>
   <translation>Wie das Fenster</translation>
  </message>
  <message>
   <source>Choose another…</source>
   <translation>Anderen wählen…</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Comfortable</source>
   <translation>Geräumig</translation>
  </message>
  <message>
   <source>Compact</source>
   <translation>Kompakt</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Folder of the archive</source>
   <translation>Ordner des Archivs</translation>
  </message>
  <message>
   <source>Font</source>
   <translation>Schrift</translation>
  </message>
  <message>
   <source>Go on saving in the tray when the window is closed</source>
   <translation>Nach dem Schließen im Infobereich weiter speichern</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>Grau</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Line height</source>
   <translation>Zeilenhöhe</translation>
  </message>
  <message>
   <source>Line width</source>
   <translation>Zeilenbreite</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>More contrast</source>
   <translation>Mehr Kontrast</translation>
  </message>
  <message>
   <source>Offer to save links that are copied elsewhere</source>
   <translation>Anbieten, anderswo kopierte Links zu speichern</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Pressmark opens {folder} at the next start.</source>
   <translation>Beim nächsten Start öffnet Pressmark {folder}.</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>Leseansicht</translation>
  </message>
  <message>
   <source>Reduce motion</source>
   <translation>Bewegung verringern</translation>
  </message>
  <message>
   <source>Sepia</source>
   <translation>Sepia</translation>
  </message>
  <message>
   <source>Show in folder</source>
   <translation>Im Ordner zeigen</translation>
  </message>
  <message>
   <source>Sites</source>
   <translation>Websites</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>Schriftgröße</translation>
  </message>
  <message>
   <source>The language holds from the next start.</source>
   <translation>Die Sprache gilt ab dem nächsten Start.</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
 </context>
 <context>
  <name>Printing</name>
  <message>
   <source>PDF documents (*.pdf)</source>
   <translation>PDF-Dokumente (*.pdf)</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Als PDF speichern</translation>
  </message>
  <message>
   <source>This article could not be made into a PDF</source>
   <translation>Aus diesem Artikel ließ sich kein PDF machen</translation>
  </message>
  <message>
   <source>This article could not be printed</source>
   <translation>Dieser Artikel ließ sich nicht drucken</translation>
  </message>
 </context>
 <context>
  <name>ReaderTools</name>
  <message>
   <source>Back to the text (V)</source>
   <translation>Zurück zum Text (V)</translation>
  </message>
  <message>
   <source>Contents (C)</source>
   <translation>Inhalt (C)</translation>
  </message>
  <message>
   <source>Favourite (S)</source>
   <translation>Favorit (S)</translation>
  </message>
  <message>
   <source>How the text looks</source>
   <translation>Aussehen des Textes</translation>
  </message>
  <message>
   <source>How this text came about (I)</source>
   <translation>Wie dieser Text entstand (I)</translation>
  </message>
  <message>
   <source>Mark as read (E)</source>
   <translation>Als gelesen markieren (E)</translation>
  </message>
  <message>
   <source>Move to Inbox (E)</source>
   <translation>In den Eingang legen (E)</translation>
  </message>
  <message>
   <source>Move to Trash (Del)</source>
   <translation>In den Papierkorb legen (Entf)</translation>
  </message>
  <message>
   <source>Open in browser (B)</source>
   <translation>Im Browser öffnen (B)</translation>
  </message>
  <message>
   <source>Save again (R)</source>
   <translation>Erneut speichern (R)</translation>
  </message>
  <message>
   <source>Sources (L)</source>
   <translation>Quellen (L)</translation>
  </message>
  <message>
   <source>Tags (T)</source>
   <translation>Schlagwörter (T)</translation>
  </message>
  <message>
   <source>The original page (V)</source>
   <translation>Die Originalseite (V)</translation>
  </message>
 </context>
 <context>
  <name>ReaderView</name>
  <message>
   <source>This article has no headings</source>
   <translation>Dieser Artikel hat keine Überschriften</translation>
  </message>
  <message>
   <source>This article has no text to print</source>
   <translation>Dieser Artikel hat keinen Text zum Drucken</translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} Min.</translation>
  </message>
 </context>
 <context>
  <name>RedoneDialog</name>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Different</source>
   <translation>Anders</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Texts read anew</source>
   <translation>Neu ausgelesene Texte</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <source>could not be read</source>
   <translation>nicht lesbar</translation>
  </message>
  <message>
   <source>the same</source>
   <translation>unverändert</translation>
  </message>
  <message>
   <source>worse, so the old text stays</source>
   <translation>schlechter, der alte Text bleibt</translation>
  </message>
 </context>
 <context>
  <name>RestoreDialog</name>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>Databases (*.db)</source>
   <translation>Datenbanken (*.db)</translation>
  </message>
  <message>
   <source>Looking for backups…</source>
   <translation>Sicherungen werden gesucht…</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Gemacht</translation>
  </message>
  <message>
   <source>Occasion</source>
   <translation>Anlass</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>Aus einer Sicherung wiederherstellen</translation>
  </message>
  <message>
   <source>There is no backup yet. Pressmark makes one every day.</source>
   <translation>Es gibt noch keine Sicherung. Pressmark macht jeden Tag eine.</translation>
  </message>
  <message>
   <source>Titles, tags, notes, highlights and marks are again as they were then. Articles and snapshots that came later stay, and so do all pages and pictures. What is there now is set aside among these backups, so that you can come back to it. The window closes for this and opens again.</source>
   <translation>Titel, Schlagwörter, Notizen, Markierungen und Zustände sind dann wieder wie damals. Artikel und Fassungen, die später kamen, bleiben, ebenso alle Seiten und Bilder. Was jetzt da ist, wird zu diesen Sicherungen gelegt, damit Sie dorthin zurückkönnen. Das Fenster schließt sich dafür und geht wieder auf.</translation>
  </message>
  <message>
   <source>before a repair</source>
   <translation>vor einer Reparatur</translation>
  </message>
  <message>
   <source>before an update</source>
   <translation>vor einer Aktualisierung</translation>
  </message>
  <message>
   <source>daily</source>
   <translation>täglich</translation>
  </message>
  <message>
   <source>set aside before</source>
   <translation>damals beiseitegelegt</translation>
  </message>
 </context>
 <context>
  <name>Reviser</name>
  <message>
   <source>Also for this site</source>
   <translation>Auch für diese Website</translation>
  </message>
  <message>
   <source>Begins here</source>
   <translation>Beginnt hier</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Ends here</source>
   <translation>Endet hier</translation>
  </message>
  <message>
   <source>Later pages of the site are read in the same way. The rules lie in site-rules.</source>
   <translation>Spätere Seiten der Website werden ebenso ausgelesen. Die Regeln liegen in site-rules.</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>Auslassen</translation>
  </message>
  <message>
   <source>Newer</source>
   <translation>Neuer</translation>
  </message>
  <message>
   <source>Older</source>
   <translation>Älter</translation>
  </message>
  <message>
   <source>Point at what does not belong to the article</source>
   <translation>Anklicken, was nicht zum Artikel gehört</translation>
  </message>
  <message>
   <source>Pressmark’s choice</source>
   <translation>Auswahl von Pressmark</translation>
  </message>
  <message>
   <source>Readability’s choice</source>
   <translation>Auswahl von Readability</translation>
  </message>
  <message>
   <source>Saved {date}</source>
   <translation>Gespeichert am {date}</translation>
  </message>
  <message>
   <source>Snapshot of {date}, not the current one</source>
   <translation>Fassung vom {date}, nicht die aktuelle</translation>
  </message>
  <message>
   <source>The whole page</source>
   <translation>Die ganze Seite</translation>
  </message>
  <message>
   <source>Use this one</source>
   <translation>Diese verwenden</translation>
  </message>
  <message>
   <source>Use this text</source>
   <translation>Diesen Text verwenden</translation>
  </message>
  <message>
   <source>Whose choice of the page</source>
   <translation>Wessen Auswahl der Seite</translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} Min.</translation>
  </message>
  <message>
   <source>{old} → {new}</source>
   <translation>{old} → {new}</translation>
  </message>
 </context>
 <context>
  <name>RulesWorkbench</name>
  <message>
   <source>Add to Favourites</source>
   <translation>Zu den Favoriten</translation>
  </message>
  <message>
   <source>Apply now</source>
   <translation>Jetzt anwenden</translation>
  </message>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Articles that would change</source>
   <translation>Artikel, die sich ändern würden</translation>
  </message>
  <message>
   <source>Delete rule</source>
   <translation>Regel löschen</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>Früher</translation>
  </message>
  <message>
   <source>Every new article that a rule finds is tagged or marked when it is saved. Rules apply in order.</source>
   <translation>Jeder neue Artikel, den eine Regel findet, wird beim Speichern verschlagwortet oder markiert. Regeln gelten der Reihe nach.</translation>
  </message>
  <message>
   <source>Get the tags</source>
   <translation>Erhalten die Schlagwörter</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Mark as read</source>
   <translation>Als gelesen markieren</translation>
  </message>
  <message>
   <source>New rule</source>
   <translation>Neue Regel</translation>
  </message>
  <message>
   <source>Rules</source>
   <translation>Regeln</translation>
  </message>
  <message numerus="yes">
   <source>Would change %Ln articles that are there already:</source>
   <translation>
    <numerusform>Würde %Ln vorhandenen Artikel ändern:</numerusform>
    <numerusform>Würde %Ln vorhandene Artikel ändern:</numerusform>
   </translation>
  </message>
  <message>
   <source>Would change none of the articles that are there already.</source>
   <translation>Würde keinen der vorhandenen Artikel ändern.</translation>
  </message>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>und %Ln weiterer</numerusform>
    <numerusform>und %Ln weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>policy/telegram, france</source>
   <translation>politik/telegram, frankreich</translation>
  </message>
  <message>
   <source>site:example.org, or any search</source>
   <translation>site:example.org oder eine beliebige Suche</translation>
  </message>
 </context>
 <context>
  <name>SavingIndicator</name>
  <message>
   <source>Pages that are still being saved</source>
   <translation>Seiten, die noch gespeichert werden</translation>
  </message>
  <message>
   <source>{n} left</source>
   <translation>noch {n}</translation>
  </message>
 </context>
 <context>
  <name>SearchBox</name>
  <message>
   <source>Clear the search</source>
   <translation>Suche leeren</translation>
  </message>
  <message>
   <source>Save this search</source>
   <translation>Suche speichern</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message numerus="yes">
   <source>Search %Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel durchsuchen</numerusform>
    <numerusform>%Ln Artikel durchsuchen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SearchNote</name>
  <message numerus="yes">
   <source>At character %Ln</source>
   <translation>
    <numerusform>Bei Zeichen %Ln</numerusform>
    <numerusform>Bei Zeichen %Ln</numerusform>
   </translation>
  </message>
  <message>
   <source>Shown without: {words}</source>
   <translation>Gezeigt ohne: {words}</translation>
  </message>
 </context>
 <context>
  <name>Sheet</name>
  <message>
   <source>Back to the text</source>
   <translation>Zurück zum Text</translation>
  </message>
 </context>
 <context>
  <name>Sidebar</name>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Delete tag</source>
   <translation>Schlagwort löschen</translation>
  </message>
  <message>
   <source>Empty Trash…</source>
   <translation>Papierkorb leeren…</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <source>Move down</source>
   <translation>Nach unten</translation>
  </message>
  <message>
   <source>Move to top level</source>
   <translation>In die oberste Ebene</translation>
  </message>
  <message>
   <source>Move up</source>
   <translation>Nach oben</translation>
  </message>
  <message>
   <source>New rule…</source>
   <translation>Neue Regel…</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <source>Show articles</source>
   <translation>Artikel zeigen</translation>
  </message>
  <message>
   <source>Show highlights</source>
   <translation>Markierungen zeigen</translation>
  </message>
  <message>
   <source>Tags…</source>
   <translation>Schlagwörter…</translation>
  </message>
 </context>
 <context>
  <name>SidebarModel</name>
  <message>
   <source>Highlights</source>
   <translation>Markierungen</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <source>Saved searches</source>
   <translation>Gespeicherte Suchen</translation>
  </message>
  <message>
   <source>Sites</source>
   <translation>Websites</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
 </context>
 <context>
  <name>SitesForm</name>
  <message>
   <source>Always for</source>
   <translation>Immer für</translation>
  </message>
  <message>
   <source>Full copies</source>
   <translation>Vollständige Kopien</translation>
  </message>
  <message>
   <source>No site</source>
   <translation>Keine Website</translation>
  </message>
  <message>
   <source>Of every page (slower, larger)</source>
   <translation>Von jeder Seite (langsamer, größer)</translation>
  </message>
  <message>
   <source>Sign in to a site…</source>
   <translation>Bei einer Website anmelden…</translation>
  </message>
  <message>
   <source>Sign out</source>
   <translation>Abmelden</translation>
  </message>
  <message>
   <source>Signed in to</source>
   <translation>Angemeldet bei</translation>
  </message>
  <message>
   <source>Where a page needs the browser</source>
   <translation>Wo eine Seite den Browser braucht</translation>
  </message>
  <message>
   <source>example.org, example.com</source>
   <translation>example.org, example.com</translation>
  </message>
  <message>
   <source>{site}, since {date}</source>
   <translation>{site}, seit {date}</translation>
  </message>
 </context>
 <context>
  <name>SourcesPopup</name>
  <message>
   <source>Cited by</source>
   <translation>Verwiesen von</translation>
  </message>
  <message>
   <source>Copy link</source>
   <translation>Link kopieren</translation>
  </message>
  <message>
   <source>It cites nothing, and no article that you saved cites it</source>
   <translation>Er verweist auf nichts, und kein gespeicherter Artikel verweist auf ihn</translation>
  </message>
  <message>
   <source>Looking for articles that cite it…</source>
   <translation>Artikel, die auf ihn verweisen, werden gesucht…</translation>
  </message>
  <message>
   <source>Open link</source>
   <translation>Link öffnen</translation>
  </message>
  <message numerus="yes">
   <source>Save the %Ln missing ones</source>
   <translation>
    <numerusform>Den %Ln fehlenden speichern</numerusform>
    <numerusform>Die %Ln fehlenden speichern</numerusform>
   </translation>
  </message>
  <message>
   <source>Save this link too</source>
   <translation>Diesen Link auch speichern</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Quellen</translation>
  </message>
  <message>
   <source>This article cites</source>
   <translation>Dieser Artikel verweist auf</translation>
  </message>
  <message>
   <source>not saved</source>
   <translation>nicht gespeichert</translation>
  </message>
  <message>
   <source>saved</source>
   <translation>gespeichert</translation>
  </message>
 </context>
 <context>
  <name>StatePage</name>
  <message>
   <source>Choose an article in the list to read it here.</source>
   <translation>Zum Lesen einen Artikel in der Liste wählen.</translation>
  </message>
  <message>
   <source>It is saved as soon as its turn comes.</source>
   <translation>Er wird gespeichert, sobald er an der Reihe ist.</translation>
  </message>
  <message>
   <source>Not saved</source>
   <translation>Nicht gespeichert</translation>
  </message>
  <message>
   <source>Nothing open</source>
   <translation>Nichts geöffnet</translation>
  </message>
  <message>
   <source>Open in browser</source>
   <translation>Im Browser öffnen</translation>
  </message>
  <message>
   <source>Save it all the same</source>
   <translation>Trotzdem speichern</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>Wird gespeichert…</translation>
  </message>
  <message>
   <source>Sign in…</source>
   <translation>Anmelden…</translation>
  </message>
  <message>
   <source>The page is kept, its text is not</source>
   <translation>Die Seite ist da, ihr Text nicht</translation>
  </message>
  <message>
   <source>The text shows here in a moment.</source>
   <translation>Der Text erscheint hier gleich.</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>Waiting to be saved</source>
   <translation>Wartet aufs Speichern</translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message numerus="yes">
   <source>%Ln problems</source>
   <translation>
    <numerusform>%Ln Problem</numerusform>
    <numerusform>%Ln Probleme</numerusform>
   </translation>
  </message>
  <message>
   <source>All saved</source>
   <translation>Alles gespeichert</translation>
  </message>
  <message>
   <source>Index is being built…</source>
   <translation>Suchindex wird aufgebaut…</translation>
  </message>
  <message>
   <source>Index up to date</source>
   <translation>Suchindex aktuell</translation>
  </message>
  <message>
   <source>Saving is paused, {n} left</source>
   <translation>Speichern angehalten, noch {n}</translation>
  </message>
  <message>
   <source>Saving {done} of {all}</source>
   <translation>{done} von {all} wird gespeichert</translation>
  </message>
  <message>
   <source>What Pressmark is busy with</source>
   <translation>Womit Pressmark beschäftigt ist</translation>
  </message>
 </context>
 <context>
  <name>Stories</name>
  <message>
   <source>Copies of this story</source>
   <translation>Abdrucke dieser Geschichte</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Related</source>
   <translation>Verwandtes</translation>
  </message>
  <message>
   <source>{n} % the same</source>
   <translation>zu {n} % gleich</translation>
  </message>
 </context>
 <context>
  <name>StylePopup</name>
  <message>
   <source>Another font</source>
   <translation>Andere Schrift</translation>
  </message>
  <message>
   <source>Another font…</source>
   <translation>Andere Schrift…</translation>
  </message>
  <message>
   <source>As the window</source>
   <translation>Wie das Fenster</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>Grau</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Line height</source>
   <translation>Zeilenhöhe</translation>
  </message>
  <message>
   <source>Sepia</source>
   <translation>Sepia</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>Breite</translation>
  </message>
 </context>
 <context>
  <name>TagEditor</name>
  <message numerus="yes">
   <source>%Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel</numerusform>
    <numerusform>%Ln Artikel</numerusform>
   </translation>
  </message>
  <message>
   <source>Add a tag, like policy/telegram</source>
   <translation>Schlagwort hinzufügen, etwa politik/telegram</translation>
  </message>
  <message>
   <source>New tag</source>
   <translation>Neues Schlagwort</translation>
  </message>
  <message>
   <source>On some of the selected articles</source>
   <translation>Bei einigen der ausgewählten Artikel</translation>
  </message>
  <message>
   <source>Remove {tag}</source>
   <translation>{tag} entfernen</translation>
  </message>
  <message>
   <source>Suits this article</source>
   <translation>Passt zu diesem Artikel</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>Tags that fit</source>
   <translation>Passende Schlagwörter</translation>
  </message>
  <message numerus="yes">
   <source>and %Ln rarer tags, which stay</source>
   <translation>
    <numerusform>und %Ln selteneres Schlagwort, das bleibt</numerusform>
    <numerusform>und %Ln seltenere Schlagwörter, die bleiben</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TagTable</name>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Tag</source>
   <translation>Schlagwort</translation>
  </message>
 </context>
 <context>
  <name>TagsLine</name>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>Tags, with commas between them (optional)</source>
   <translation>Schlagwörter, durch Kommas getrennt (optional)</translation>
  </message>
 </context>
 <context>
  <name>TagsWorkbench</name>
  <message numerus="yes">
   <source>%Ln tags</source>
   <translation>
    <numerusform>%Ln Schlagwort</numerusform>
    <numerusform>%Ln Schlagwörter</numerusform>
   </translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Merge tags</source>
   <translation>Schlagwörter zusammenführen</translation>
  </message>
  <message>
   <source>Merge…</source>
   <translation>Zusammenführen…</translation>
  </message>
  <message>
   <source>On one article only</source>
   <translation>Nur bei einem Artikel</translation>
  </message>
  <message>
   <source>One tag in place of {n}:</source>
   <translation>Ein Schlagwort statt {n}:</translation>
  </message>
  <message>
   <source>Rename with F2 or a double click; a name that is in use already merges the two.</source>
   <translation>Umbenennen mit F2 oder Doppelklick; ein schon vergebener Name führt beide zusammen.</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <source>Show articles</source>
   <translation>Artikel zeigen</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>{n} selected</source>
   <translation>{n} ausgewählt</translation>
  </message>
 </context>
 <context>
  <name>TextPopup</name>
  <message numerus="yes">
   <source>%Ln words</source>
   <translation>
    <numerusform>%Ln Wort</numerusform>
    <numerusform>%Ln Wörter</numerusform>
   </translation>
  </message>
  <message>
   <source>All that stands on the page.</source>
   <translation>Alles, was auf der Seite steht.</translation>
  </message>
  <message>
   <source>As Pressmark reads it</source>
   <translation>Wie Pressmark sie ausliest</translation>
  </message>
  <message>
   <source>Choose what belongs to it…</source>
   <translation>Wählen, was dazugehört…</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>It asks to sign in, to pay, to agree, or to switch scripts on.</source>
   <translation>Er verlangt, sich anzumelden, zu zahlen, zuzustimmen oder Skripte einzuschalten.</translation>
  </message>
  <message>
   <source>It breaks off, or ends with a call to read on.</source>
   <translation>Er bricht ab oder endet mit einer Aufforderung weiterzulesen.</translation>
  </message>
  <message>
   <source>It is so short that it may be only the beginning.</source>
   <translation>Er ist so kurz, dass er nur der Anfang sein könnte.</translation>
  </message>
  <message>
   <source>It was hard to tell the article from what is around it.</source>
   <translation>Der Artikel war schwer von seiner Umgebung zu trennen.</translation>
  </message>
  <message>
   <source>Read the page again</source>
   <translation>Seite neu auslesen</translation>
  </message>
  <message>
   <source>Readability’s choice of the page, not Pressmark’s.</source>
   <translation>Die Auswahl von Readability, nicht von Pressmark.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Snapshots</source>
   <translation>Fassungen</translation>
  </message>
  <message>
   <source>The page holds text that is not here.</source>
   <translation>Die Seite enthält Text, der hier fehlt.</translation>
  </message>
  <message>
   <source>The page showed pictures that are not here.</source>
   <translation>Die Seite zeigte Bilder, die hier fehlen.</translation>
  </message>
  <message>
   <source>The text is as you made it</source>
   <translation>Der Text ist von Hand angepasst</translation>
  </message>
  <message>
   <source>The text is doubtful</source>
   <translation>Der Text ist zweifelhaft</translation>
  </message>
  <message>
   <source>The text looks whole</source>
   <translation>Der Text scheint vollständig</translation>
  </message>
  <message>
   <source>The text may not be whole</source>
   <translation>Der Text ist vielleicht unvollständig</translation>
  </message>
  <message>
   <source>There is no text</source>
   <translation>Es gibt keinen Text</translation>
  </message>
  <message>
   <source>You left some of it out.</source>
   <translation>Einiges davon ist von Hand ausgelassen.</translation>
  </message>
  <message>
   <source>by the browser</source>
   <translation>mit dem Browser</translation>
  </message>
  <message>
   <source>current</source>
   <translation>aktuell</translation>
  </message>
  <message>
   <source>from a file</source>
   <translation>aus einer Datei</translation>
  </message>
  <message>
   <source>from the web</source>
   <translation>aus dem Web</translation>
  </message>
  <message>
   <source>imported</source>
   <translation>importiert</translation>
  </message>
  <message>
   <source>the page has changed since</source>
   <translation>die Seite hat sich seither geändert</translation>
  </message>
 </context>
 <context>
  <name>ToolRow</name>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Group by day saved</source>
   <translation>Nach Tag des Speicherns gruppieren</translation>
  </message>
  <message>
   <source>Group by site</source>
   <translation>Nach Website gruppieren</translation>
  </message>
  <message>
   <source>Longest</source>
   <translation>Längste zuerst</translation>
  </message>
  <message>
   <source>Newest published</source>
   <translation>Zuletzt veröffentlicht</translation>
  </message>
  <message>
   <source>Newest saved</source>
   <translation>Zuletzt gespeichert</translation>
  </message>
  <message>
   <source>Not grouped</source>
   <translation>Nicht gruppiert</translation>
  </message>
  <message>
   <source>Order of the list</source>
   <translation>Reihenfolge der Liste</translation>
  </message>
  <message>
   <source>Order: {order}</source>
   <translation>Reihenfolge: {order}</translation>
  </message>
  <message>
   <source>Relevance</source>
   <translation>Relevanz</translation>
  </message>
  <message>
   <source>Save an article (Ctrl+N)</source>
   <translation>Artikel speichern (Strg+N)</translation>
  </message>
  <message>
   <source>Search by what is known of an article</source>
   <translation>Nach Angaben zu einem Artikel suchen</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
 </context>
 <context>
  <name>TrashBar</name>
  <message>
   <source>Delete for Good…</source>
   <translation>Endgültig löschen…</translation>
  </message>
  <message>
   <source>In the trash; goes for good on {date}.</source>
   <translation>Im Papierkorb; wird am {date} endgültig gelöscht.</translation>
  </message>
  <message>
   <source>In the trash; goes for good today.</source>
   <translation>Im Papierkorb; wird heute endgültig gelöscht.</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Pressmark · saving {n}</source>
   <translation>Pressmark · noch {n} zu speichern</translation>
  </message>
  <message>
   <source>Show Pressmark</source>
   <translation>Pressmark zeigen</translation>
  </message>
 </context>
 <context>
  <name>_DropArea</name>
  <message>
   <source>Drop a link here, or anywhere in this window</source>
   <translation>Einen Link hierher ziehen, oder irgendwo in dieses Fenster</translation>
  </message>
  <message>
   <source>Links, saved pages, text and exports of other programs all work.</source>
   <translation>Links, gespeicherte Seiten, Text und Exporte anderer Programme: alles geht.</translation>
  </message>
 </context>
 <context>
  <name>_JobRow</name>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Stop {title}</source>
   <translation>{title}: stoppen</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Wird gestoppt…</translation>
  </message>
 </context>
 <context>
  <name>_Preview</name>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>und %Ln weiterer</numerusform>
    <numerusform>und %Ln weitere</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>_Reasons</name>
  <message numerus="yes">
   <source>%Ln entries that can’t be imported</source>
   <translation>
    <numerusform>%Ln Eintrag, der nicht importiert werden kann</numerusform>
    <numerusform>%Ln Einträge, die nicht importiert werden können</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>actions</name>
  <message>
   <source>&amp;About Pressmark</source>
   <translation>Über &amp;Pressmark</translation>
  </message>
  <message>
   <source>&amp;Activity…</source>
   <translation>&amp;Aktivität…</translation>
  </message>
  <message>
   <source>&amp;Add…</source>
   <translation>&amp;Hinzufügen…</translation>
  </message>
  <message>
   <source>&amp;Article</source>
   <translation>A&amp;rtikel</translation>
  </message>
  <message>
   <source>&amp;Back Up the Database…</source>
   <translation>Datenbank si&amp;chern…</translation>
  </message>
  <message>
   <source>&amp;Command Palette…</source>
   <translation>&amp;Befehlspalette…</translation>
  </message>
  <message>
   <source>&amp;Compact List</source>
   <translation>Kom&amp;pakte Liste</translation>
  </message>
  <message>
   <source>&amp;Duplicates…</source>
   <translation>&amp;Dubletten…</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;Empty Trash…</source>
   <translation>Papierkorb &amp;leeren…</translation>
  </message>
  <message>
   <source>&amp;Export…</source>
   <translation>E&amp;xportieren…</translation>
  </message>
  <message>
   <source>&amp;Favourite</source>
   <translation>Fa&amp;vorit</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Focus Mode</source>
   <translation>&amp;Fokusmodus</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;Highlight a Passage</source>
   <translation>Stelle m&amp;arkieren</translation>
  </message>
  <message>
   <source>&amp;Highlights…</source>
   <translation>&amp;Markierungen…</translation>
  </message>
  <message>
   <source>&amp;Import…</source>
   <translation>&amp;Importieren…</translation>
  </message>
  <message>
   <source>&amp;Insight…</source>
   <translation>&amp;Einblicke…</translation>
  </message>
  <message>
   <source>&amp;Keyboard Keys</source>
   <translation>&amp;Tastenkürzel</translation>
  </message>
  <message>
   <source>&amp;Larger Text</source>
   <translation>&amp;Größere Schrift</translation>
  </message>
  <message>
   <source>&amp;Move to Trash</source>
   <translation>In &amp;den Papierkorb legen</translation>
  </message>
  <message>
   <source>&amp;Next Article</source>
   <translation>&amp;Nächster Artikel</translation>
  </message>
  <message>
   <source>&amp;Open</source>
   <translation>Ö&amp;ffnen</translation>
  </message>
  <message>
   <source>&amp;Preferences…</source>
   <translation>&amp;Einstellungen…</translation>
  </message>
  <message>
   <source>&amp;Previous Article</source>
   <translation>&amp;Vorheriger Artikel</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederholen</translation>
  </message>
  <message>
   <source>&amp;Rules…</source>
   <translation>&amp;Regeln…</translation>
  </message>
  <message>
   <source>&amp;Search</source>
   <translation>&amp;Suchen</translation>
  </message>
  <message>
   <source>&amp;Select</source>
   <translation>Auswäh&amp;len</translation>
  </message>
  <message>
   <source>&amp;Sign In to a Site…</source>
   <translation>Bei einer &amp;Website anmelden…</translation>
  </message>
  <message>
   <source>&amp;Tags…</source>
   <translation>&amp;Schlagwörter…</translation>
  </message>
  <message>
   <source>&amp;Tools</source>
   <translation>E&amp;xtras</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>Add from &amp;Clipboard</source>
   <translation>Aus &amp;Zwischenablage hinzufügen</translation>
  </message>
  <message>
   <source>C&amp;ontents…</source>
   <translation>&amp;Inhalt…</translation>
  </message>
  <message>
   <source>Check the Archi&amp;ve</source>
   <translation>Archiv prü&amp;fen</translation>
  </message>
  <message>
   <source>Citation as &amp;BibTeX</source>
   <translation>Quellenangabe als &amp;BibTeX</translation>
  </message>
  <message>
   <source>Citation as &amp;CSL-JSON</source>
   <translation>Quellenangabe als &amp;CSL-JSON</translation>
  </message>
  <message>
   <source>Citation as &amp;Markdown</source>
   <translation>Quellenangabe als &amp;Markdown</translation>
  </message>
  <message>
   <source>Citation as &amp;RIS</source>
   <translation>Quellenangabe als &amp;RIS</translation>
  </message>
  <message>
   <source>Citation as &amp;Text</source>
   <translation>Quellenangabe als &amp;Text</translation>
  </message>
  <message>
   <source>Copy &amp;Link</source>
   <translation>&amp;Link kopieren</translation>
  </message>
  <message>
   <source>Copy C&amp;itation As</source>
   <translation>&amp;Quellenangabe kopieren</translation>
  </message>
  <message>
   <source>Dar&amp;k or Light</source>
   <translation>&amp;Dunkel oder hell</translation>
  </message>
  <message>
   <source>De&amp;lete for Good…</source>
   <translation>Endgül&amp;tig löschen…</translation>
  </message>
  <message>
   <source>Find R&amp;elated</source>
   <translation>Ä&amp;hnliche finden</translation>
  </message>
  <message>
   <source>How the Text &amp;Came About…</source>
   <translation>&amp;Wie der Text entstand…</translation>
  </message>
  <message>
   <source>Mark as &amp;Read</source>
   <translation>Als &amp;gelesen markieren</translation>
  </message>
  <message>
   <source>New Rule for This &amp;Site…</source>
   <translation>Neue Regel für diese &amp;Website…</translation>
  </message>
  <message>
   <source>Next &amp;Hit</source>
   <translation>Nächster &amp;Treffer</translation>
  </message>
  <message>
   <source>Next Highligh&amp;t</source>
   <translation>Nä&amp;chste Markierung</translation>
  </message>
  <message>
   <source>No&amp;te…</source>
   <translation>&amp;Notiz…</translation>
  </message>
  <message>
   <source>Open in &amp;Browser</source>
   <translation>Im &amp;Browser öffnen</translation>
  </message>
  <message>
   <source>Original &amp;Page</source>
   <translation>&amp;Originalseite</translation>
  </message>
  <message>
   <source>P&amp;rint…</source>
   <translation>&amp;Drucken…</translation>
  </message>
  <message>
   <source>Pa&amp;use Saving</source>
   <translation>Speichern a&amp;nhalten</translation>
  </message>
  <message>
   <source>Page &amp;Down, Then Next</source>
   <translation>Seite nach &amp;unten, dann weiter</translation>
  </message>
  <message>
   <source>Page &amp;Up</source>
   <translation>Seite nach &amp;oben</translation>
  </message>
  <message>
   <source>Picture in Si&amp;ght, Large</source>
   <translation>Sichtbares &amp;Bild vergrößern</translation>
  </message>
  <message>
   <source>Pre&amp;vious Hit</source>
   <translation>Vorheriger T&amp;reffer</translation>
  </message>
  <message>
   <source>Previou&amp;s Highlight</source>
   <translation>Vorherige M&amp;arkierung</translation>
  </message>
  <message>
   <source>R&amp;ead Aloud</source>
   <translation>Vor&amp;lesen</translation>
  </message>
  <message>
   <source>R&amp;ead Aloud (This Computer Has No Voice)</source>
   <translation>Vor&amp;lesen (auf diesem Computer fehlt eine Stimme)</translation>
  </message>
  <message>
   <source>R&amp;estore from Trash</source>
   <translation>Aus dem &amp;Papierkorb holen</translation>
  </message>
  <message>
   <source>Re&amp;name…</source>
   <translation>&amp;Umbenennen…</translation>
  </message>
  <message>
   <source>Rea&amp;d the Page Anew</source>
   <translation>Se&amp;ite neu auslesen</translation>
  </message>
  <message>
   <source>Read Old Texts A&amp;new</source>
   <translation>Alte &amp;Texte neu auslesen</translation>
  </message>
  <message>
   <source>Restore From a Bac&amp;kup…</source>
   <translation>Aus einer Sic&amp;herung wiederherstellen…</translation>
  </message>
  <message>
   <source>S&amp;maller Text</source>
   <translation>&amp;Kleinere Schrift</translation>
  </message>
  <message>
   <source>Sa&amp;ve This Search…</source>
   <translation>Suche s&amp;peichern…</translation>
  </message>
  <message>
   <source>Save &amp;Again</source>
   <translation>&amp;Erneut speichern</translation>
  </message>
  <message>
   <source>Save Again &amp;With the Browser</source>
   <translation>Erneut &amp;mit dem Browser speichern</translation>
  </message>
  <message>
   <source>Save a Cop&amp;y…</source>
   <translation>&amp;Kopie speichern…</translation>
  </message>
  <message>
   <source>Save as P&amp;DF…</source>
   <translation>Als &amp;PDF speichern…</translation>
  </message>
  <message>
   <source>Side&amp;bar</source>
   <translation>&amp;Seitenleiste</translation>
  </message>
  <message>
   <source>Sou&amp;rces…</source>
   <translation>&amp;Quellen…</translation>
  </message>
  <message>
   <source>Stop R&amp;eading</source>
   <translation>Vor&amp;lesen beenden</translation>
  </message>
  <message>
   <source>Ta&amp;gs…</source>
   <translation>&amp;Schlagwörter…</translation>
  </message>
  <message>
   <source>Try All &amp;Problems Again</source>
   <translation>Alle &amp;Probleme erneut versuchen</translation>
  </message>
  <message>
   <source>Usual Text Si&amp;ze</source>
   <translation>Nor&amp;male Schriftgröße</translation>
  </message>
 </context>
 <context>
  <name>activity</name>
  <message>
   <source>{done} of {all}</source>
   <translation>{done} von {all}</translation>
  </message>
 </context>
 <context>
  <name>app</name>
  <message>
   <source>Opening the archive</source>
   <translation>Archiv wird geöffnet</translation>
  </message>
  <message>
   <source>Restored; what was there before is among the backups now</source>
   <translation>Wiederhergestellt; was vorher da war, liegt jetzt bei den Sicherungen</translation>
  </message>
 </context>
 <context>
  <name>article menu</name>
  <message numerus="yes">
   <source>%Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel</numerusform>
    <numerusform>%Ln Artikel</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>article_list</name>
  <message>
   <source>Articles</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Articles stay here for 30 days.</source>
   <translation>Artikel bleiben 30 Tage hier.</translation>
  </message>
  <message>
   <source>Could not be saved</source>
   <translation>Konnte nicht gespeichert werden</translation>
  </message>
  <message>
   <source>Did you mean {query}?</source>
   <translation>Meinten Sie {query}?</translation>
  </message>
  <message>
   <source>Drop a link anywhere in this window to save it.</source>
   <translation>Zum Speichern einen Link irgendwo in dieses Fenster ziehen.</translation>
  </message>
  <message>
   <source>Empty Trash…</source>
   <translation>Papierkorb leeren…</translation>
  </message>
  <message>
   <source>Every article was saved whole.</source>
   <translation>Jeder Artikel wurde ganz gespeichert.</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message numerus="yes">
   <source>Goes in %Ln days</source>
   <translation>
    <numerusform>Verschwindet in %Ln Tag</numerusform>
    <numerusform>Verschwindet in %Ln Tagen</numerusform>
   </translation>
  </message>
  <message>
   <source>Goes today</source>
   <translation>Verschwindet heute</translation>
  </message>
  <message>
   <source>Highlight: </source>
   <translation>Markierung: </translation>
  </message>
  <message>
   <source>No articles yet</source>
   <translation>Noch keine Artikel</translation>
  </message>
  <message>
   <source>No favourites yet</source>
   <translation>Noch keine Favoriten</translation>
  </message>
  <message>
   <source>No problems</source>
   <translation>Keine Probleme</translation>
  </message>
  <message>
   <source>No reason is known</source>
   <translation>Kein Grund bekannt</translation>
  </message>
  <message>
   <source>No site</source>
   <translation>Ohne Website</translation>
  </message>
  <message>
   <source>Not searched</source>
   <translation>Nicht gesucht</translation>
  </message>
  <message>
   <source>Note: </source>
   <translation>Notiz: </translation>
  </message>
  <message>
   <source>Nothing found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>Nothing found in {shelf}</source>
   <translation>Nichts gefunden in „{shelf}“</translation>
  </message>
  <message>
   <source>Nothing has {part}.</source>
   <translation>Nichts hat {part}.</translation>
  </message>
  <message>
   <source>Nothing in {shelf} has {part}.</source>
   <translation>Nichts in „{shelf}“ hat {part}.</translation>
  </message>
  <message>
   <source>Nothing read yet</source>
   <translation>Noch nichts gelesen</translation>
  </message>
  <message>
   <source>Press E when you have finished an article.</source>
   <translation>Mit E ist ein Artikel gelesen.</translation>
  </message>
  <message>
   <source>Press S to keep an article close at hand.</source>
   <translation>Mit S bleibt ein Artikel griffbereit.</translation>
  </message>
  <message>
   <source>Saved from a file</source>
   <translation>Aus einer Datei gespeichert</translation>
  </message>
  <message>
   <source>Saved from an export</source>
   <translation>Aus einem Export gespeichert</translation>
  </message>
  <message>
   <source>Saved with the browser</source>
   <translation>Mit dem Browser gespeichert</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>Wird gespeichert…</translation>
  </message>
  <message>
   <source>Text not extracted</source>
   <translation>Text nicht ausgelesen</translation>
  </message>
  <message>
   <source>The line under the search field says why.</source>
   <translation>Die Zeile unter dem Suchfeld sagt, warum.</translation>
  </message>
  <message>
   <source>The trash is empty</source>
   <translation>Der Papierkorb ist leer</translation>
  </message>
  <message>
   <source>These could not be saved whole.</source>
   <translation>Diese konnten nicht ganz gespeichert werden.</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Try All Again</source>
   <translation>Alle wiederholen</translation>
  </message>
  <message>
   <source>Try fewer words, or look in all articles.</source>
   <translation>Weniger Wörter versuchen oder in allen Artikeln suchen.</translation>
  </message>
  <message>
   <source>Try fewer words.</source>
   <translation>Weniger Wörter versuchen.</translation>
  </message>
  <message>
   <source>Waiting to be saved</source>
   <translation>Wartet aufs Speichern</translation>
  </message>
  <message>
   <source>What you delete stays here for 30 days.</source>
   <translation>Gelöschtes bleibt 30 Tage hier.</translation>
  </message>
  <message>
   <source>Will be tried again: {reason}</source>
   <translation>Neuer Versuch folgt: {reason}</translation>
  </message>
  <message numerus="yes">
   <source>Without {part} there are %Ln.</source>
   <translation>
    <numerusform>Ohne {part} ist es %Ln Treffer.</numerusform>
    <numerusform>Ohne {part} sind es %Ln Treffer.</numerusform>
   </translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>Your inbox is empty</source>
   <translation>Der Eingang ist leer</translation>
  </message>
  <message>
   <source>favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>unread</source>
   <translation>ungelesen</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} Min.</translation>
  </message>
  <message>
   <source>{part} leaves nothing.</source>
   <translation>{part} lässt nichts übrig.</translation>
  </message>
 </context>
 <context>
  <name>comparison</name>
  <message numerus="yes">
   <source>%Ln paragraphs are the same</source>
   <translation>
    <numerusform>%Ln Absatz ist unverändert</numerusform>
    <numerusform>%Ln Absätze sind unverändert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln pictures changed</source>
   <translation>
    <numerusform>%Ln Bild geändert</numerusform>
    <numerusform>%Ln Bilder geändert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln words added</source>
   <translation>
    <numerusform>%Ln Wort hinzugefügt</numerusform>
    <numerusform>%Ln Wörter hinzugefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln words removed</source>
   <translation>
    <numerusform>%Ln Wort entfernt</numerusform>
    <numerusform>%Ln Wörter entfernt</numerusform>
   </translation>
  </message>
  <message>
   <source>By</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Nothing is different.</source>
   <translation>Nichts hat sich geändert.</translation>
  </message>
  <message>
   <source>Only pictures changed.</source>
   <translation>Nur Bilder haben sich geändert.</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>Veröffentlicht</translation>
  </message>
  <message>
   <source>Standfirst</source>
   <translation>Vorspann</translation>
  </message>
  <message>
   <source>The text is the same.</source>
   <translation>Der Text ist unverändert.</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
 </context>
 <context>
  <name>copies</name>
  <message numerus="yes">
   <source>Folder for %Ln copies</source>
   <translation>
    <numerusform>Ordner für %Ln Kopie</numerusform>
    <numerusform>Ordner für %Ln Kopien</numerusform>
   </translation>
  </message>
  <message>
   <source>Save a copy</source>
   <translation>Kopie speichern</translation>
  </message>
  <message>
   <source>Web pages (*.html)</source>
   <translation>Webseiten (*.html)</translation>
  </message>
 </context>
 <context>
  <name>figures</name>
  <message>
   <source>d MMM</source>
   <translation>d. MMM</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>d. MMM yyyy</translation>
  </message>
  <message>
   <source>d MMM yyyy HH:mm</source>
   <translation>d. MMM yyyy, HH:mm</translation>
  </message>
  <message>
   <source>d MMMM yyyy</source>
   <translation>d. MMMM yyyy</translation>
  </message>
  <message>
   <source>dddd, d MMMM</source>
   <translation>dddd, d. MMMM</translation>
  </message>
  <message>
   <source>dddd, d MMMM yyyy</source>
   <translation>dddd, d. MMMM yyyy</translation>
  </message>
 </context>
 <context>
  <name>filter_menu</name>
  <message>
   <source>A note</source>
   <translation>Eine Notiz</translation>
  </message>
  <message>
   <source>A picture</source>
   <translation>Ein Bild</translation>
  </message>
  <message>
   <source>After…</source>
   <translation>Nach…</translation>
  </message>
  <message>
   <source>Author…</source>
   <translation>Autor…</translation>
  </message>
  <message>
   <source>Before…</source>
   <translation>Vor…</translation>
  </message>
  <message>
   <source>Favourites</source>
   <translation>Favoriten</translation>
  </message>
  <message>
   <source>Has</source>
   <translation>Enthält</translation>
  </message>
  <message>
   <source>Highlights</source>
   <translation>Markierungen</translation>
  </message>
  <message>
   <source>Language…</source>
   <translation>Sprache…</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>Letzte 30 Tage</translation>
  </message>
  <message>
   <source>Last year</source>
   <translation>Letztes Jahr</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Long: more than 2,000 words</source>
   <translation>Lang: über 2.000 Wörter</translation>
  </message>
  <message>
   <source>Middling: 500 to 2,000 words</source>
   <translation>Mittel: 500 bis 2.000 Wörter</translation>
  </message>
  <message>
   <source>No tag</source>
   <translation>Kein Schlagwort</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>Veröffentlicht</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Gelesen</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Gespeichert</translation>
  </message>
  <message>
   <source>Several snapshots</source>
   <translation>Mehrere Fassungen</translation>
  </message>
  <message>
   <source>Short: up to 500 words</source>
   <translation>Kurz: bis 500 Wörter</translation>
  </message>
  <message>
   <source>Site…</source>
   <translation>Website…</translation>
  </message>
  <message>
   <source>Tag…</source>
   <translation>Schlagwort…</translation>
  </message>
  <message>
   <source>This week</source>
   <translation>Diese Woche</translation>
  </message>
  <message>
   <source>This year</source>
   <translation>Dieses Jahr</translation>
  </message>
  <message>
   <source>Title…</source>
   <translation>Titel…</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Unread</source>
   <translation>Ungelesen</translation>
  </message>
 </context>
 <context>
  <name>fonts</name>
  <message>
   <source>Hyperlegible</source>
   <translation>Hyperlegible</translation>
  </message>
  <message>
   <source>Mono</source>
   <translation>Mono</translation>
  </message>
  <message>
   <source>Sans</source>
   <translation>Serifenlos</translation>
  </message>
  <message>
   <source>Serif</source>
   <translation>Serifen</translation>
  </message>
 </context>
 <context>
  <name>intake</name>
  <message numerus="yes">
   <source>%Ln others can’t be read as articles</source>
   <translation>
    <numerusform>%Ln weitere Datei ist nicht als Artikel lesbar</numerusform>
    <numerusform>%Ln weitere Dateien sind nicht als Artikel lesbar</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Import from %Ln files</source>
   <translation>
    <numerusform>Aus einer Datei importieren</numerusform>
    <numerusform>Aus %Ln Dateien importieren</numerusform>
   </translation>
  </message>
  <message>
   <source>Import from “{name}”</source>
   <translation>Aus „{name}“ importieren</translation>
  </message>
  <message>
   <source>Nothing here can be saved</source>
   <translation>Hiervon lässt sich nichts speichern</translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel speichern</numerusform>
    <numerusform>%Ln Artikel speichern</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln files</source>
   <translation>
    <numerusform>%Ln Datei speichern</numerusform>
    <numerusform>%Ln Dateien speichern</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln links</source>
   <translation>
    <numerusform>%Ln Link speichern</numerusform>
    <numerusform>%Ln Links speichern</numerusform>
   </translation>
  </message>
  <message>
   <source>Save this link</source>
   <translation>Diesen Link speichern</translation>
  </message>
  <message>
   <source>Save this text</source>
   <translation>Diesen Text speichern</translation>
  </message>
  <message>
   <source>Save “{name}”</source>
   <translation>„{name}“ speichern</translation>
  </message>
  <message>
   <source>“{name}” can’t be read as an article</source>
   <translation>„{name}“ ist nicht als Artikel lesbar</translation>
  </message>
 </context>
 <context>
  <name>keymaps</name>
  <message>
   <source>Like Gmail</source>
   <translation>Wie Gmail</translation>
  </message>
  <message>
   <source>Like NetNewsWire</source>
   <translation>Wie NetNewsWire</translation>
  </message>
  <message>
   <source>Pressmark</source>
   <translation>Pressmark</translation>
  </message>
 </context>
 <context>
  <name>links</name>
  <message>
   <source>It leads to {host}, which can be mistaken for another site.</source>
   <translation>Sie führt zu {host}, das mit einer anderen Website zu verwechseln ist.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open this address?</source>
   <translation>Diese Adresse öffnen?</translation>
  </message>
 </context>
 <context>
  <name>offers</name>
  <message>
   <source>Article</source>
   <translation>Artikel</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>Bibliothek</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suche</translation>
  </message>
 </context>
 <context>
  <name>operations</name>
  <message numerus="yes">
   <source>%Ln already in your archive</source>
   <translation>
    <numerusform>%Ln schon im Archiv</numerusform>
    <numerusform>%Ln schon im Archiv</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles could not be saved</source>
   <translation>
    <numerusform>%Ln Artikel konnte nicht gespeichert werden</numerusform>
    <numerusform>%Ln Artikel konnten nicht gespeichert werden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles found by “{query}”</source>
   <translation>
    <numerusform>%Ln Artikel, den „{query}“ findet</numerusform>
    <numerusform>%Ln Artikel, die „{query}“ findet</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles go with all their files. This cannot be undone.</source>
   <translation>
    <numerusform>%Ln Artikel verschwindet mit allen Dateien. Das lässt sich nicht rückgängig machen.</numerusform>
    <numerusform>%Ln Artikel verschwinden mit allen Dateien. Das lässt sich nicht rückgängig machen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln articles in {shelf}</source>
   <translation>
    <numerusform>%Ln Artikel in „{shelf}“</numerusform>
    <numerusform>%Ln Artikel in „{shelf}“</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be understood</source>
   <translation>
    <numerusform>%Ln war nicht zu verstehen</numerusform>
    <numerusform>%Ln waren nicht zu verstehen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln files of the archive are damaged, like {path}</source>
   <translation>
    <numerusform>%Ln Datei des Archivs ist beschädigt: {path}</numerusform>
    <numerusform>%Ln Dateien des Archivs sind beschädigt, etwa {path}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln left out</source>
   <translation>
    <numerusform>%Ln ausgelassen</numerusform>
    <numerusform>%Ln ausgelassen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln not whole</source>
   <translation>
    <numerusform>einer nicht vollständig</numerusform>
    <numerusform>%Ln nicht vollständig</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln repaired</source>
   <translation>
    <numerusform>%Ln repariert</numerusform>
    <numerusform>%Ln repariert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln repaired; look at this by hand: {path}</source>
   <translation>
    <numerusform>%Ln repariert; bitte selbst ansehen: {path}</numerusform>
    <numerusform>%Ln repariert; bitte selbst ansehen: {path}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln selected articles</source>
   <translation>
    <numerusform>Der ausgewählte Artikel</numerusform>
    <numerusform>%Ln ausgewählte Artikel</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln taken out of the trash</source>
   <translation>
    <numerusform>%Ln aus dem Papierkorb geholt</numerusform>
    <numerusform>%Ln aus dem Papierkorb geholt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln were here already</source>
   <translation>
    <numerusform>%Ln war schon da</numerusform>
    <numerusform>%Ln waren schon da</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln without a text</source>
   <translation>
    <numerusform>%Ln ohne Text</numerusform>
    <numerusform>%Ln ohne Text</numerusform>
   </translation>
  </message>
  <message>
   <source>A file of the archive is damaged: {path}</source>
   <translation>Eine Datei des Archivs ist beschädigt: {path}</translation>
  </message>
  <message numerus="yes">
   <source>Added %Ln articles to Favourites</source>
   <translation>
    <numerusform>%Ln Artikel zu den Favoriten hinzugefügt</numerusform>
    <numerusform>%Ln Artikel zu den Favoriten hinzugefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added to %Ln articles that were here</source>
   <translation>
    <numerusform>%Ln vorhandenen Artikel ergänzt</numerusform>
    <numerusform>%Ln vorhandene Artikel ergänzt</numerusform>
   </translation>
  </message>
  <message>
   <source>Added to Favourites</source>
   <translation>Zu den Favoriten hinzugefügt</translation>
  </message>
  <message>
   <source>Address of the site, or of its page to sign in</source>
   <translation>Adresse der Website oder ihrer Anmeldeseite</translation>
  </message>
  <message numerus="yes">
   <source>All %Ln articles</source>
   <translation>
    <numerusform>Der eine Artikel</numerusform>
    <numerusform>Alle %Ln Artikel</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All %Ln files are as they should be</source>
   <translation>
    <numerusform>Die eine Datei ist in Ordnung</numerusform>
    <numerusform>Alle %Ln Dateien sind in Ordnung</numerusform>
   </translation>
  </message>
  <message>
   <source>All articles</source>
   <translation>Alle Artikel</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Already in your archive</source>
   <translation>Schon im Archiv</translation>
  </message>
  <message numerus="yes">
   <source>Applied the rule to %Ln articles</source>
   <translation>
    <numerusform>Regel auf %Ln Artikel angewendet</numerusform>
    <numerusform>Regel auf %Ln Artikel angewendet</numerusform>
   </translation>
  </message>
  <message>
   <source>Articles: {n}</source>
   <translation>Artikel: {n}</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Changed tags</source>
   <translation>Schlagwörter geändert</translation>
  </message>
  <message>
   <source>Changed the colour</source>
   <translation>Farbe geändert</translation>
  </message>
  <message>
   <source>Changed the rules</source>
   <translation>Regeln geändert</translation>
  </message>
  <message>
   <source>Changed the text</source>
   <translation>Text geändert</translation>
  </message>
  <message>
   <source>Changed the text, and kept that for the site</source>
   <translation>Text geändert und für die Website gemerkt</translation>
  </message>
  <message>
   <source>Changed the text; nothing of it can be told by a name, so not for the site</source>
   <translation>Text geändert, aber nicht für die Website: nichts davon hat dort einen festen Namen</translation>
  </message>
  <message>
   <source>Changing articles</source>
   <translation>Artikel werden geändert</translation>
  </message>
  <message>
   <source>Checking every file</source>
   <translation>Jede Datei wird geprüft</translation>
  </message>
  <message>
   <source>Checking the archive</source>
   <translation>Archiv wird geprüft</translation>
  </message>
  <message>
   <source>Chose another snapshot</source>
   <translation>Andere Fassung gewählt</translation>
  </message>
  <message>
   <source>Coloured the tag “{tag}”</source>
   <translation>Schlagwort „{tag}“ eingefärbt</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>Inhalt</translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln citations</source>
   <translation>
    <numerusform>%Ln Quellenangabe kopiert</numerusform>
    <numerusform>%Ln Quellenangaben kopiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln highlights</source>
   <translation>
    <numerusform>%Ln Markierung kopiert</numerusform>
    <numerusform>%Ln Markierungen kopiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln links</source>
   <translation>
    <numerusform>%Ln Link kopiert</numerusform>
    <numerusform>%Ln Links kopiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Copied the citation</source>
   <translation>Quellenangabe kopiert</translation>
  </message>
  <message>
   <source>Copied the database to {file}; pages and pictures are not in it</source>
   <translation>Datenbank nach {file} kopiert; Seiten und Bilder sind nicht darin</translation>
  </message>
  <message>
   <source>Copied the link</source>
   <translation>Link kopiert</translation>
  </message>
  <message>
   <source>Copied the quote</source>
   <translation>Zitat kopiert</translation>
  </message>
  <message>
   <source>Copying the database</source>
   <translation>Datenbank wird kopiert</translation>
  </message>
  <message>
   <source>Delete for Good</source>
   <translation>Endgültig löschen</translation>
  </message>
  <message>
   <source>Delete this article for good?</source>
   <translation>Diesen Artikel endgültig löschen?</translation>
  </message>
  <message>
   <source>Delete what lies in the trash for good?</source>
   <translation>Inhalt des Papierkorbs endgültig löschen?</translation>
  </message>
  <message numerus="yes">
   <source>Deleted %Ln articles for good</source>
   <translation>
    <numerusform>%Ln Artikel endgültig gelöscht</numerusform>
    <numerusform>%Ln Artikel endgültig gelöscht</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Deleted %Ln tags</source>
   <translation>
    <numerusform>%Ln Schlagwort gelöscht</numerusform>
    <numerusform>%Ln Schlagwörter gelöscht</numerusform>
   </translation>
  </message>
  <message>
   <source>Deleted for good</source>
   <translation>Endgültig gelöscht</translation>
  </message>
  <message>
   <source>Deleted the search “{name}”</source>
   <translation>Suche „{name}“ gelöscht</translation>
  </message>
  <message>
   <source>Deleted the tag “{tag}”</source>
   <translation>Schlagwort „{tag}“ gelöscht</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Emptying the trash</source>
   <translation>Papierkorb wird geleert</translation>
  </message>
  <message>
   <source>Every page is loaded from its site once more. That may take long.</source>
   <translation>Jede Seite wird noch einmal von ihrer Website geladen. Das kann lange dauern.</translation>
  </message>
  <message>
   <source>Every text is from this version already</source>
   <translation>Jeder Text ist schon von dieser Version</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message numerus="yes">
   <source>Exported %Ln articles</source>
   <translation>
    <numerusform>Einen Artikel exportiert</numerusform>
    <numerusform>%Ln Artikel exportiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Exported to {file}</source>
   <translation>In {file} exportiert</translation>
  </message>
  <message>
   <source>Exporting articles</source>
   <translation>Artikel werden exportiert</translation>
  </message>
  <message>
   <source>Exports of other programs ({patterns})</source>
   <translation>Exporte anderer Programme ({patterns})</translation>
  </message>
  <message>
   <source>Folder for the copy of the database</source>
   <translation>Ordner für die Kopie der Datenbank</translation>
  </message>
  <message>
   <source>Folder in which “{name}” is to be made</source>
   <translation>Ordner, in dem „{name}“ angelegt werden soll</translation>
  </message>
  <message>
   <source>Highlighted</source>
   <translation>Markiert</translation>
  </message>
  <message>
   <source>Highlights</source>
   <translation>Markierungen</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln articles</source>
   <translation>
    <numerusform>Einen Artikel importiert</numerusform>
    <numerusform>%Ln Artikel importiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln articles from {program}</source>
   <translation>
    <numerusform>Einen Artikel aus {program} importiert</numerusform>
    <numerusform>%Ln Artikel aus {program} importiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Importing articles</source>
   <translation>Artikel werden importiert</translation>
  </message>
  <message>
   <source>Importing from {program}</source>
   <translation>Import aus {program}</translation>
  </message>
  <message>
   <source>Kept the note</source>
   <translation>Notiz gespeichert</translation>
  </message>
  <message>
   <source>Made the text Pressmark’s own again</source>
   <translation>Text wieder von Pressmark</translation>
  </message>
  <message numerus="yes">
   <source>Marked %Ln articles as read</source>
   <translation>
    <numerusform>%Ln Artikel als gelesen markiert</numerusform>
    <numerusform>%Ln Artikel als gelesen markiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Marked as read</source>
   <translation>Als gelesen markiert</translation>
  </message>
  <message numerus="yes">
   <source>Merged %Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel zusammengeführt</numerusform>
    <numerusform>%Ln Artikel zusammengeführt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Merged %Ln tags into “{tag}”</source>
   <translation>
    <numerusform>%Ln Schlagwort mit „{tag}“ zusammengeführt</numerusform>
    <numerusform>%Ln Schlagwörter mit „{tag}“ zusammengeführt</numerusform>
   </translation>
  </message>
  <message>
   <source>Merged the tag “{old}” into “{tag}”</source>
   <translation>Schlagwort „{old}“ mit „{tag}“ zusammengeführt</translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln articles to Inbox</source>
   <translation>
    <numerusform>%Ln Artikel in den Eingang gelegt</numerusform>
    <numerusform>%Ln Artikel in den Eingang gelegt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln articles to Trash</source>
   <translation>
    <numerusform>%Ln Artikel in den Papierkorb gelegt</numerusform>
    <numerusform>%Ln Artikel in den Papierkorb gelegt</numerusform>
   </translation>
  </message>
  <message>
   <source>Moved the search</source>
   <translation>Suche verschoben</translation>
  </message>
  <message>
   <source>Moved to Inbox</source>
   <translation>In den Eingang gelegt</translation>
  </message>
  <message>
   <source>Moved to Trash</source>
   <translation>In den Papierkorb gelegt</translation>
  </message>
  <message>
   <source>Name in the sidebar</source>
   <translation>Name in der Seitenleiste</translation>
  </message>
  <message>
   <source>New snapshot</source>
   <translation>Neue Fassung</translation>
  </message>
  <message>
   <source>No program shows this folder: {path}</source>
   <translation>Kein Programm zeigt diesen Ordner: {path}</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Nothing here can be saved</source>
   <translation>Hiervon lässt sich nichts speichern</translation>
  </message>
  <message>
   <source>Nothing is different</source>
   <translation>Nichts hat sich geändert</translation>
  </message>
  <message>
   <source>Nothing new from {program}</source>
   <translation>Nichts Neues aus {program}</translation>
  </message>
  <message>
   <source>Nothing new in this file</source>
   <translation>Nichts Neues in dieser Datei</translation>
  </message>
  <message numerus="yes">
   <source>Read %Ln texts anew</source>
   <translation>
    <numerusform>%Ln Text neu ausgelesen</numerusform>
    <numerusform>%Ln Texte neu ausgelesen</numerusform>
   </translation>
  </message>
  <message>
   <source>Reading {name}</source>
   <translation>{name} wird gelesen</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln from Favourites</source>
   <translation>
    <numerusform>%Ln Artikel aus den Favoriten entfernt</numerusform>
    <numerusform>%Ln Artikel aus den Favoriten entfernt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln highlights</source>
   <translation>
    <numerusform>%Ln Markierung entfernt</numerusform>
    <numerusform>%Ln Markierungen entfernt</numerusform>
   </translation>
  </message>
  <message>
   <source>Removed from Favourites</source>
   <translation>Aus den Favoriten entfernt</translation>
  </message>
  <message>
   <source>Removed the highlight</source>
   <translation>Markierung entfernt</translation>
  </message>
  <message>
   <source>Removed the note</source>
   <translation>Notiz entfernt</translation>
  </message>
  <message>
   <source>Removed the tag “{tag}”</source>
   <translation>Schlagwort „{tag}“ entfernt</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Renamed</source>
   <translation>Umbenannt</translation>
  </message>
  <message>
   <source>Renamed the search to “{name}”</source>
   <translation>Suche in „{name}“ umbenannt</translation>
  </message>
  <message>
   <source>Renamed the tag to “{tag}”</source>
   <translation>Schlagwort in „{tag}“ umbenannt</translation>
  </message>
  <message>
   <source>Repair</source>
   <translation>Reparieren</translation>
  </message>
  <message>
   <source>Repairing the archive</source>
   <translation>Archiv wird repariert</translation>
  </message>
  <message>
   <source>Restored</source>
   <translation>Wiederhergestellt</translation>
  </message>
  <message numerus="yes">
   <source>Restored %Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel wiederhergestellt</numerusform>
    <numerusform>%Ln Artikel wiederhergestellt</numerusform>
   </translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message numerus="yes">
   <source>Save %Ln articles again?</source>
   <translation>
    <numerusform>%Ln Artikel erneut speichern?</numerusform>
    <numerusform>%Ln Artikel erneut speichern?</numerusform>
   </translation>
  </message>
  <message>
   <source>Save Again</source>
   <translation>Erneut speichern</translation>
  </message>
  <message>
   <source>Save the page again</source>
   <translation>Seite erneut speichern</translation>
  </message>
  <message>
   <source>Save this search</source>
   <translation>Suche speichern</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Gespeichert</translation>
  </message>
  <message numerus="yes">
   <source>Saved %Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel gespeichert</numerusform>
    <numerusform>%Ln Artikel gespeichert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved %Ln copies</source>
   <translation>
    <numerusform>%Ln Kopie gespeichert</numerusform>
    <numerusform>%Ln Kopien gespeichert</numerusform>
   </translation>
  </message>
  <message>
   <source>Saved a copy as {file}</source>
   <translation>Kopie als {file} gespeichert</translation>
  </message>
  <message>
   <source>Saved the search “{name}”</source>
   <translation>Suche „{name}“ gespeichert</translation>
  </message>
  <message>
   <source>Saved {date}</source>
   <translation>Gespeichert am {date}</translation>
  </message>
  <message numerus="yes">
   <source>Saving %Ln articles</source>
   <translation>
    <numerusform>%Ln Artikel wird gespeichert</numerusform>
    <numerusform>%Ln Artikel werden gespeichert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saving %Ln articles again</source>
   <translation>
    <numerusform>%Ln Artikel wird erneut gespeichert</numerusform>
    <numerusform>%Ln Artikel werden erneut gespeichert</numerusform>
   </translation>
  </message>
  <message>
   <source>Saving copies</source>
   <translation>Kopien werden gespeichert</translation>
  </message>
  <message>
   <source>Selected articles</source>
   <translation>Ausgewählte Artikel</translation>
  </message>
  <message>
   <source>Show in Folder</source>
   <translation>Im Ordner zeigen</translation>
  </message>
  <message>
   <source>Sign in as you do in your browser, then press Done. Pressmark keeps the site’s cookies on this computer, beside its settings, and sends them to this site only.</source>
   <translation>Wie im Browser anmelden, dann auf „Fertig“ klicken. Pressmark bewahrt die Cookies der Website auf diesem Computer bei den Einstellungen auf und sendet sie nur an diese Website.</translation>
  </message>
  <message>
   <source>Sign in to a site</source>
   <translation>Bei einer Website anmelden</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>Angemeldet</translation>
  </message>
  <message numerus="yes">
   <source>Tagged %Ln articles “{tag}”</source>
   <translation>
    <numerusform>%Ln Artikel mit „{tag}“ verschlagwortet</numerusform>
    <numerusform>%Ln Artikel mit „{tag}“ verschlagwortet</numerusform>
   </translation>
  </message>
  <message>
   <source>Tagged “{tag}”</source>
   <translation>Mit „{tag}“ verschlagwortet</translation>
  </message>
  <message>
   <source>Taken out of the trash</source>
   <translation>Aus dem Papierkorb geholt</translation>
  </message>
  <message>
   <source>Taking back</source>
   <translation>Wird rückgängig gemacht</translation>
  </message>
  <message>
   <source>The clipboard holds nothing that can be saved</source>
   <translation>In der Zwischenablage ist nichts, was sich speichern lässt</translation>
  </message>
  <message>
   <source>The new snapshot is not better, so the one before stays</source>
   <translation>Die neue Fassung ist nicht besser, die vorige bleibt</translation>
  </message>
  <message>
   <source>The trash is empty</source>
   <translation>Der Papierkorb ist leer</translation>
  </message>
  <message>
   <source>There is nothing to export yet</source>
   <translation>Noch ist nichts da, was exportiert werden könnte</translation>
  </message>
  <message>
   <source>This address can’t be opened</source>
   <translation>Diese Adresse lässt sich nicht öffnen</translation>
  </message>
  <message>
   <source>This archive can only be read: Pressmark may not write to its folder, or the disk is full.</source>
   <translation>Dieses Archiv lässt sich nur lesen: Pressmark darf nicht in den Ordner schreiben, oder die Festplatte ist voll.</translation>
  </message>
  <message>
   <source>This archive is on another computer. A broken connection can damage it; keep it on this one.</source>
   <translation>Dieses Archiv liegt auf einem anderen Computer. Eine gestörte Verbindung kann es beschädigen; hier auf diesem liegt es sicherer.</translation>
  </message>
  <message>
   <source>This article has no text that could be copied</source>
   <translation>Dieser Artikel hat keinen Text, der sich kopieren ließe</translation>
  </message>
  <message>
   <source>This folder is synced by another program, which can damage the archive. Keep it elsewhere.</source>
   <translation>Ein anderes Programm synchronisiert diesen Ordner und kann das Archiv beschädigen. Anderswo liegt es sicherer.</translation>
  </message>
  <message>
   <source>Title of the article</source>
   <translation>Titel des Artikels</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undone: {what}</source>
   <translation>Rückgängig gemacht: {what}</translation>
  </message>
  <message>
   <source>Use the new one</source>
   <translation>Neue verwenden</translation>
  </message>
  <message>
   <source>already in your archive</source>
   <translation>schon im Archiv</translation>
  </message>
  <message>
   <source>saved</source>
   <translation>gespeichert</translation>
  </message>
  <message>
   <source>stopped before the end</source>
   <translation>vor dem Ende angehalten</translation>
  </message>
  <message>
   <source>taken out of the trash</source>
   <translation>aus dem Papierkorb geholt</translation>
  </message>
  <message>
   <source>{part} is none of {known}.</source>
   <translation>{part} gehört nicht zu: {known}.</translation>
  </message>
  <message>
   <source>“{name}” is no export that Pressmark can read</source>
   <translation>„{name}“ ist kein Export, den Pressmark lesen kann</translation>
  </message>
 </context>
 <context>
  <name>pace</name>
  <message numerus="yes">
   <source>about %Ln h left</source>
   <translation>
    <numerusform>noch etwa %Ln h</numerusform>
    <numerusform>noch etwa %Ln h</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln min left</source>
   <translation>
    <numerusform>noch etwa %Ln min</numerusform>
    <numerusform>noch etwa %Ln min</numerusform>
   </translation>
  </message>
  <message>
   <source>less than a minute left</source>
   <translation>noch weniger als eine Minute</translation>
  </message>
 </context>
 <context>
  <name>provenance</name>
  <message>
   <source>Saved {date}</source>
   <translation>Gespeichert am {date}</translation>
  </message>
  <message>
   <source>Saved {date} from a file</source>
   <translation>Gespeichert am {date} aus einer Datei</translation>
  </message>
  <message>
   <source>Saved {date} from an export</source>
   <translation>Gespeichert am {date} aus einem Export</translation>
  </message>
  <message>
   <source>Saved {date} with the browser</source>
   <translation>Gespeichert am {date} mit dem Browser</translation>
  </message>
  <message>
   <source>The site sent this page without encryption: on its way it could be read and changed.</source>
   <translation>Die Website hat diese Seite unverschlüsselt gesendet: Unterwegs konnte sie gelesen und geändert werden.</translation>
  </message>
 </context>
 <context>
  <name>recovery</name>
  <message>
   <source>Choose another folder…</source>
   <translation>Anderen Ordner wählen…</translation>
  </message>
  <message>
   <source>Folder of the archive</source>
   <translation>Ordner des Archivs</translation>
  </message>
  <message>
   <source>Making the database again from the article folders</source>
   <translation>Datenbank wird aus den Artikelordnern neu aufgebaut</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Rebuild from the article folders</source>
   <translation>Aus den Artikelordnern neu aufbauen</translation>
  </message>
  <message>
   <source>Restore from a backup…</source>
   <translation>Aus einer Sicherung wiederherstellen…</translation>
  </message>
  <message>
   <source>Restoring from the backup</source>
   <translation>Aus der Sicherung wird wiederhergestellt</translation>
  </message>
  <message>
   <source>Some folders could not be read and were left where they are:</source>
   <translation>Einige Ordner waren nicht lesbar und bleiben, wo sie sind:</translation>
  </message>
  <message>
   <source>This archive cannot be opened:</source>
   <translation>Dieses Archiv lässt sich nicht öffnen:</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
 </context>
 <context>
  <name>rules</name>
  <message>
   <source>every article</source>
   <translation>jeder Artikel</translation>
  </message>
  <message>
   <source>favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>read</source>
   <translation>gelesen</translation>
  </message>
 </context>
 <context>
  <name>tag_colours</name>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Orange</source>
   <translation>Orange</translation>
  </message>
  <message>
   <source>Pink</source>
   <translation>Rosa</translation>
  </message>
  <message>
   <source>Purple</source>
   <translation>Violett</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Teal</source>
   <translation>Türkis</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>Gelb</translation>
  </message>
 </context>
 <context>
  <name>waiting</name>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
 </context>
 <context>
  <name>ways_in</name>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save the copied link to {site}?</source>
   <translation>Den kopierten Link zu {site} speichern?</translation>
  </message>
  <message>
   <source>Save the link to {site}?</source>
   <translation>Den Link zu {site} speichern?</translation>
  </message>
  <message>
   <source>This link means nothing to Pressmark</source>
   <translation>Mit diesem Link kann Pressmark nichts anfangen</translation>
  </message>
 </context>
 <context>
  <name>words</name>
  <message>
   <source>A * can only stand at the end of a word.</source>
   <translation>Ein * kann nur am Ende eines Wortes stehen.</translation>
  </message>
  <message>
   <source>A file cannot have this name.</source>
   <translation>So kann keine Datei heißen.</translation>
  </message>
  <message>
   <source>A newer Pressmark made this archive. Install the newest version to open it.</source>
   <translation>Dieses Archiv stammt von einem neueren Pressmark. Die neueste Version kann es öffnen.</translation>
  </message>
  <message>
   <source>A newer Pressmark made this backup. Install the newest version to use it.</source>
   <translation>Diese Sicherung stammt von einem neueren Pressmark. Die neueste Version kann sie verwenden.</translation>
  </message>
  <message>
   <source>A window to sign in is open already.</source>
   <translation>Ein Fenster zum Anmelden ist schon offen.</translation>
  </message>
  <message>
   <source>An older Pressmark made this archive. Open it once in the window to bring it up to date.</source>
   <translation>Dieses Archiv stammt von einem älteren Pressmark. Einmal im Fenster geöffnet, ist es wieder aktuell.</translation>
  </message>
  <message>
   <source>Another program has this archive open. Close it there first.</source>
   <translation>Ein anderes Programm hat dieses Archiv geöffnet. Bitte erst dort schließen.</translation>
  </message>
  <message>
   <source>Another program holds the archive's database. End it, and try again; nothing was lost.</source>
   <translation>Ein anderes Programm hält die Datenbank des Archivs fest. Bitte beenden und erneut versuchen; verloren ist nichts.</translation>
  </message>
  <message>
   <source>Another program is building the search index. Try again in a moment.</source>
   <translation>Ein anderes Programm baut den Suchindex auf. Bitte gleich erneut versuchen.</translation>
  </message>
  <message>
   <source>Files of this kind cannot be saved. Pages, PDFs, texts and link files can.</source>
   <translation>Dateien dieser Art lassen sich nicht speichern, nur Seiten, PDFs, Texte und Link-Dateien.</translation>
  </message>
  <message>
   <source>No article was found on the page, which is kept as it came. It may need a browser to show.</source>
   <translation>Auf der Seite fand sich kein Artikel; sie bleibt, wie sie kam. Vielleicht zeigt sie ihn nur im Browser.</translation>
  </message>
  <message>
   <source>Nothing was captured. Try again.</source>
   <translation>Nichts wurde erfasst. Bitte erneut versuchen.</translation>
  </message>
  <message>
   <source>Only addresses that begin with http or https can be saved.</source>
   <translation>Nur Adressen, die mit http oder https beginnen, lassen sich speichern.</translation>
  </message>
  <message>
   <source>Only you may lead into a private network, so this was not fetched. Type its address to get it.</source>
   <translation>In ein privates Netz dürfen nur Sie führen, deshalb wurde das nicht geladen. Geben Sie die Adresse ein, um es zu speichern.</translation>
  </message>
  <message>
   <source>Pressmark does not fetch this.</source>
   <translation>Das lädt Pressmark nicht.</translation>
  </message>
  <message>
   <source>Pressmark has a fault here ({detail}). Please report it.</source>
   <translation>Hier hat Pressmark einen Fehler ({detail}). Bitte melden.</translation>
  </message>
  <message>
   <source>Pressmark may not write there ({detail}). Check the folder, or choose another place.</source>
   <translation>Pressmark darf dort nicht schreiben ({detail}). Bitte den Ordner prüfen oder einen anderen Ort wählen.</translation>
  </message>
  <message>
   <source>Reading the page failed; it is kept as it came. Try again.</source>
   <translation>Das Auslesen der Seite ist misslungen; sie bleibt, wie sie kam. Bitte erneut versuchen.</translation>
  </message>
  <message>
   <source>Reading the page took too long and was stopped; the page is kept as it came.</source>
   <translation>Das Auslesen der Seite dauerte zu lange und wurde beendet; sie bleibt, wie sie kam.</translation>
  </message>
  <message>
   <source>Reading the page took too much memory and was stopped; the page is kept as it came.</source>
   <translation>Das Auslesen der Seite brauchte zu viel Speicher und wurde beendet; sie bleibt, wie sie kam.</translation>
  </message>
  <message>
   <source>Some pictures could not be saved ({detail}). Try again to get them.</source>
   <translation>Einige Bilder ließen sich nicht speichern ({detail}). Ein neuer Versuch kann sie holen.</translation>
  </message>
  <message>
   <source>Something failed.</source>
   <translation>Etwas ist fehlgeschlagen.</translation>
  </message>
  <message>
   <source>Something in the archive's folder is not a file ({detail}). Look at it by hand.</source>
   <translation>Im Ordner des Archivs ist etwas, das keine Datei ist ({detail}). Bitte selbst ansehen.</translation>
  </message>
  <message>
   <source>The archive could not be read or written ({detail}).</source>
   <translation>Das Archiv ließ sich nicht lesen oder schreiben ({detail}).</translation>
  </message>
  <message>
   <source>The archive is between two databases. Open it in the window to go on.</source>
   <translation>Das Archiv steht zwischen zwei Datenbanken. Im Fenster geöffnet, geht es weiter.</translation>
  </message>
  <message>
   <source>The archive is open for reading only, so it cannot be changed.</source>
   <translation>Das Archiv ist nur zum Lesen geöffnet und lässt sich nicht ändern.</translation>
  </message>
  <message>
   <source>The archive was closed.</source>
   <translation>Das Archiv wurde geschlossen.</translation>
  </message>
  <message>
   <source>The archive's database is damaged ({detail}). Rebuild it from the files: pressmark rebuild.</source>
   <translation>Die Datenbank des Archivs ist beschädigt ({detail}). Sie lässt sich aus den Dateien neu aufbauen: pressmark rebuild.</translation>
  </message>
  <message>
   <source>The archive's folder is gone. Bring its disk or network folder back, then try again; all is kept.</source>
   <translation>Der Ordner des Archivs ist weg. Festplatte oder Netzordner wieder verbinden, dann erneut versuchen; alles ist noch da.</translation>
  </message>
  <message>
   <source>The archive's place is not a folder. Choose another one.</source>
   <translation>Der Ort des Archivs ist kein Ordner. Bitte einen anderen wählen.</translation>
  </message>
  <message>
   <source>The article has more pages; only the first ({detail}) could be saved. Try again.</source>
   <translation>Der Artikel hat mehr Seiten; nur die ersten ({detail}) ließen sich speichern. Bitte erneut versuchen.</translation>
  </message>
  <message>
   <source>The connection broke off. Try again.</source>
   <translation>Die Verbindung ist abgebrochen. Bitte erneut versuchen.</translation>
  </message>
  <message>
   <source>The disk is full. Free some space and try again; nothing was lost.</source>
   <translation>Die Festplatte ist voll. Bitte Platz schaffen und erneut versuchen; verloren ist nichts.</translation>
  </message>
  <message>
   <source>The file cannot be read. Check that you may open it.</source>
   <translation>Die Datei ist nicht lesbar. Bitte prüfen, ob sie geöffnet werden darf.</translation>
  </message>
  <message>
   <source>The file could not be read or written.</source>
   <translation>Die Datei ließ sich nicht lesen oder schreiben.</translation>
  </message>
  <message>
   <source>The file ends too early; what it holds is kept.</source>
   <translation>Die Datei endet zu früh; was sie enthält, bleibt.</translation>
  </message>
  <message>
   <source>The file holds no copy of some pictures ({detail}). Save again to get them from the web.</source>
   <translation>Die Datei enthält einige Bilder nicht ({detail}). Erneut speichern holt sie aus dem Netz.</translation>
  </message>
  <message>
   <source>The file is damaged.</source>
   <translation>Die Datei ist beschädigt.</translation>
  </message>
  <message>
   <source>The folder of article {detail} cannot be written, so its last changes would be lost.</source>
   <translation>Der Ordner von Artikel {detail} lässt sich nicht schreiben, die letzten Änderungen gingen verloren.</translation>
  </message>
  <message>
   <source>The page arrived only in part. Try again.</source>
   <translation>Die Seite kam nur zum Teil an. Bitte erneut versuchen.</translation>
  </message>
  <message>
   <source>The page asks to sign in, to agree to something or to pass a check; what is behind that is not here.</source>
   <translation>Die Seite verlangt eine Anmeldung, eine Zustimmung oder eine Prüfung; was dahinter liegt, fehlt hier.</translation>
  </message>
  <message>
   <source>The page could not be captured.</source>
   <translation>Die Seite ließ sich nicht erfassen.</translation>
  </message>
  <message>
   <source>The page could not be read.</source>
   <translation>Die Seite war nicht lesbar.</translation>
  </message>
  <message>
   <source>The page is blocked for legal reasons (451).</source>
   <translation>Die Seite ist aus rechtlichen Gründen gesperrt (451).</translation>
  </message>
  <message>
   <source>The page is not there (404). Check the address.</source>
   <translation>Die Seite gibt es dort nicht (404). Bitte die Adresse prüfen.</translation>
  </message>
  <message>
   <source>The page is only for people who are signed in (401). Sign in to the site, then save it again.</source>
   <translation>Die Seite ist nur für Angemeldete (401). Erst bei der Website anmelden, dann erneut speichern.</translation>
  </message>
  <message>
   <source>The page is too tangled to be read; it is kept as it came.</source>
   <translation>Die Seite ist zu verwickelt zum Auslesen; sie bleibt, wie sie kam.</translation>
  </message>
  <message>
   <source>The page leads from one address to the next without an end.</source>
   <translation>Die Seite führt ohne Ende von einer Adresse zur nächsten.</translation>
  </message>
  <message>
   <source>The page leads to something that is not on the web ({detail}:), so it was not fetched.</source>
   <translation>Die Seite führt zu etwas außerhalb des Webs ({detail}:), deshalb wurde es nicht geladen.</translation>
  </message>
  <message>
   <source>The page shows its text only in a browser, and not all of it was found.</source>
   <translation>Die Seite zeigt ihren Text nur im Browser, und nicht alles davon fand sich.</translation>
  </message>
  <message>
   <source>The page was taken down (410).</source>
   <translation>Die Seite wurde entfernt (410).</translation>
  </message>
  <message>
   <source>The search failed.</source>
   <translation>Die Suche ist fehlgeschlagen.</translation>
  </message>
  <message>
   <source>The search index is damaged and will be built anew.</source>
   <translation>Der Suchindex ist beschädigt und wird neu aufgebaut.</translation>
  </message>
  <message>
   <source>The search index was closed.</source>
   <translation>Der Suchindex wurde geschlossen.</translation>
  </message>
  <message>
   <source>The site answered with status {detail}.</source>
   <translation>Die Website hat mit dem Status {detail} geantwortet.</translation>
  </message>
  <message>
   <source>The site asks to come back later (429). Try again later.</source>
   <translation>Die Website bittet, später wiederzukommen (429). Bitte später erneut versuchen.</translation>
  </message>
  <message>
   <source>The site cannot be reached. Check the connection and try again.</source>
   <translation>Die Website ist nicht erreichbar. Bitte die Verbindung prüfen und erneut versuchen.</translation>
  </message>
  <message>
   <source>The site does not let Pressmark in (403). Sign in to it, or save the page from a browser as a file.</source>
   <translation>Die Website lässt Pressmark nicht herein (403). Dort anmelden oder die Seite im Browser als Datei speichern.</translation>
  </message>
  <message>
   <source>The site gave only the beginning of the article. Sign in to the site, then save it again.</source>
   <translation>Die Website hat nur den Anfang des Artikels gegeben. Erst bei der Website anmelden, dann erneut speichern.</translation>
  </message>
  <message>
   <source>The site has a fault of its own (500). Try again later.</source>
   <translation>Die Website hat selbst einen Fehler (500). Bitte später erneut versuchen.</translation>
  </message>
  <message>
   <source>The site is not available now (503). Try again later.</source>
   <translation>Die Website ist gerade nicht verfügbar (503). Bitte später erneut versuchen.</translation>
  </message>
  <message>
   <source>The site refused the connection. Try again later.</source>
   <translation>Die Website hat die Verbindung abgelehnt. Bitte später erneut versuchen.</translation>
  </message>
  <message>
   <source>The site says that there is no such page. Check the address.</source>
   <translation>Die Website sagt, dass es diese Seite nicht gibt. Bitte die Adresse prüfen.</translation>
  </message>
  <message>
   <source>The site sent a kind of compression that nobody asked for.</source>
   <translation>Die Website hat eine Komprimierung gesendet, die niemand verlangt hat.</translation>
  </message>
  <message>
   <source>The site sent an empty page. Try again later.</source>
   <translation>Die Website hat eine leere Seite gesendet. Bitte später erneut versuchen.</translation>
  </message>
  <message>
   <source>The site sent something that is not a proper answer. Open the page in a browser to look.</source>
   <translation>Die Website hat etwas gesendet, das keine richtige Antwort ist. Im Browser lässt sich die Seite ansehen.</translation>
  </message>
  <message>
   <source>The site took too long to answer. Try again later.</source>
   <translation>Die Website antwortet zu langsam. Bitte später erneut versuchen.</translation>
  </message>
  <message>
   <source>The site's certificate cannot be trusted, so nothing was loaded. Open the page in a browser to look.</source>
   <translation>Das Zertifikat der Website ist nicht vertrauenswürdig, deshalb wurde nichts geladen. Im Browser lässt sich die Seite ansehen.</translation>
  </message>
  <message>
   <source>There are files in {detail} already. Choose another place.</source>
   <translation>In {detail} liegen schon Dateien. Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>There is no archive in this folder. Check the folder, or save something to make one.</source>
   <translation>In diesem Ordner ist kein Archiv. Bitte den Ordner prüfen; beim ersten Speichern entsteht eines.</translation>
  </message>
  <message>
   <source>There is no article {detail}.</source>
   <translation>Einen Artikel {detail} gibt es nicht.</translation>
  </message>
  <message>
   <source>There is no link in this.</source>
   <translation>Hierin ist kein Link.</translation>
  </message>
  <message>
   <source>There is no saved search {detail}.</source>
   <translation>Eine gespeicherte Suche {detail} gibt es nicht.</translation>
  </message>
  <message>
   <source>There is no site of this name. Check the address and the connection.</source>
   <translation>Eine Website dieses Namens gibt es nicht. Bitte Adresse und Verbindung prüfen.</translation>
  </message>
  <message>
   <source>There is no such file.</source>
   <translation>Diese Datei gibt es nicht.</translation>
  </message>
  <message>
   <source>There is no such snapshot.</source>
   <translation>Diese Fassung gibt es nicht.</translation>
  </message>
  <message>
   <source>There is nothing in this.</source>
   <translation>Hierin ist nichts.</translation>
  </message>
  <message>
   <source>These are too many at once; {detail} were left out.</source>
   <translation>Das sind zu viele auf einmal; {detail} wurden ausgelassen.</translation>
  </message>
  <message>
   <source>These are too many brackets in brackets.</source>
   <translation>Das sind zu viele Klammern in Klammern.</translation>
  </message>
  <message>
   <source>These are too many words to search for at once.</source>
   <translation>Das sind zu viele Wörter für eine Suche.</translation>
  </message>
  <message>
   <source>These words are too common for so many phrases at once.</source>
   <translation>Diese Wörter sind zu häufig für so viele Wortfolgen auf einmal.</translation>
  </message>
  <message>
   <source>This PDF asks for a password; it is kept as it came.</source>
   <translation>Dieses PDF verlangt ein Passwort; es bleibt, wie es kam.</translation>
  </message>
  <message>
   <source>This PDF holds pictures of its pages only ({detail}). The original page shows them.</source>
   <translation>Dieses PDF enthält nur Bilder seiner Seiten ({detail}). Die Originalseite zeigt sie.</translation>
  </message>
  <message>
   <source>This address is too long to be one.</source>
   <translation>Diese Adresse ist zu lang, um eine zu sein.</translation>
  </message>
  <message>
   <source>This asks for nothing yet. Type a word, or what should follow the colon.</source>
   <translation>Das fragt noch nach nichts. Es fehlt ein Wort, oder was nach dem Doppelpunkt kommt.</translation>
  </message>
  <message>
   <source>This backup is damaged. Choose another one.</source>
   <translation>Diese Sicherung ist beschädigt. Bitte eine andere wählen.</translation>
  </message>
  <message>
   <source>This came from a file that names no address, so there is nothing to fetch.</source>
   <translation>Das kam aus einer Datei, die keine Adresse nennt; es gibt also nichts zu laden.</translation>
  </message>
  <message>
   <source>This cannot be searched for.</source>
   <translation>Danach lässt sich nicht suchen.</translation>
  </message>
  <message>
   <source>This entry of the file is damaged.</source>
   <translation>Dieser Eintrag der Datei ist beschädigt.</translation>
  </message>
  <message>
   <source>This file is not a backup of a Pressmark archive.</source>
   <translation>Diese Datei ist keine Sicherung eines Pressmark-Archivs.</translation>
  </message>
  <message>
   <source>This file is not a backup of this archive ({detail}).</source>
   <translation>Diese Datei ist keine Sicherung dieses Archivs ({detail}).</translation>
  </message>
  <message>
   <source>This highlight is gone.</source>
   <translation>Diese Markierung gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>This is a backup of another archive.</source>
   <translation>Das ist die Sicherung eines anderen Archivs.</translation>
  </message>
  <message>
   <source>This is a folder; give the files in it.</source>
   <translation>Das ist ein Ordner; gebraucht werden die Dateien darin.</translation>
  </message>
  <message>
   <source>This is inside the archive's own folder. Choose another place.</source>
   <translation>Das liegt im Ordner des Archivs selbst. Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>This is larger than Pressmark takes ({detail}).</source>
   <translation>Das ist größer, als Pressmark annimmt ({detail}).</translation>
  </message>
  <message>
   <source>This is no page of a site, so there are no other pages it could count for.</source>
   <translation>Das ist keine Seite einer Website, also gibt es keine anderen, für die es gelten könnte.</translation>
  </message>
  <message>
   <source>This is not a date. Write 2024, 2024-09, 2024-09-24, 7d or 2023..2024.</source>
   <translation>Das ist kein Datum. Möglich sind 2024, 2024-09, 2024-09-24, 7d oder 2023..2024.</translation>
  </message>
  <message>
   <source>This is not a number. Write words:&gt;2000 or words:500..900.</source>
   <translation>Das ist keine Zahl. Möglich sind words:&gt;2000 oder words:500..900.</translation>
  </message>
  <message>
   <source>This is not a page with text.</source>
   <translation>Das ist keine Seite mit Text.</translation>
  </message>
  <message>
   <source>This is not an address that can be saved. It needs to be like https://example.org/page.</source>
   <translation>Das ist keine Adresse, die sich speichern lässt. Sie muss aussehen wie https://example.org/page.</translation>
  </message>
  <message>
   <source>This is not the number of an article. Write near:12.</source>
   <translation>Das ist keine Nummer eines Artikels. Möglich ist near:12.</translation>
  </message>
  <message>
   <source>This is too long to search for.</source>
   <translation>Das ist zu lang für eine Suche.</translation>
  </message>
  <message>
   <source>This operator does not know that word. Examples: is:unread, is:fav, has:note.</source>
   <translation>Dieses Wort passt nicht zum Operator. Beispiele: is:unread, is:fav, has:note.</translation>
  </message>
  <message>
   <source>This passage is not in the article's text.</source>
   <translation>Diese Stelle steht nicht im Text des Artikels.</translation>
  </message>
  <message>
   <source>This picture is not in the archive.</source>
   <translation>Dieses Bild ist nicht im Archiv.</translation>
  </message>
  <message>
   <source>This was deleted in the program that it comes from.</source>
   <translation>Das wurde in dem Programm gelöscht, aus dem es kommt.</translation>
  </message>
  <message>
   <source>This was saved without the browser, which cannot be started here.</source>
   <translation>Das wurde ohne den Browser gespeichert, der hier nicht startet.</translation>
  </message>
  <message>
   <source>This was saved without the page as it was.</source>
   <translation>Das wurde ohne die ursprüngliche Seite gespeichert.</translation>
  </message>
  <message>
   <source>This was stopped; everything is as it was.</source>
   <translation>Das wurde gestoppt; alles ist, wie es war.</translation>
  </message>
  <message>
   <source>{detail} asks for a password. Unpack it first, then import the folder.</source>
   <translation>{detail} verlangt ein Passwort. Bitte erst entpacken und dann den Ordner importieren.</translation>
  </message>
  <message>
   <source>{detail} cannot be read. Check that it is still there and that you may open it.</source>
   <translation>{detail} ist nicht lesbar. Bitte prüfen, ob es die Datei noch gibt und ob sie sich öffnen lässt.</translation>
  </message>
  <message>
   <source>{detail} could not be written. Choose another place for it.</source>
   <translation>{detail} ließ sich nicht schreiben. Bitte einen anderen Ort wählen.</translation>
  </message>
  <message>
   <source>{detail} holds more than Pressmark takes at once. Export it in parts, if the program can.</source>
   <translation>{detail} enthält mehr, als Pressmark auf einmal aufnimmt. Bitte in Teilen exportieren, wenn das Programm das kann.</translation>
  </message>
  <message>
   <source>{detail} is damaged. Export it once more from the program it comes from.</source>
   <translation>{detail} ist beschädigt. Bitte noch einmal aus dem Programm exportieren, aus dem es kommt.</translation>
  </message>
  <message>
   <source>{detail} is no export that Pressmark can read.</source>
   <translation>{detail} ist kein Export, den Pressmark lesen kann.</translation>
  </message>
 </context>
</TS>
