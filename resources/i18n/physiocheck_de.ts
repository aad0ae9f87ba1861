<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountMenu</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign in or sign up</source>
        <translation>Anmelden oder registrieren</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Neue Ersatzcodes</translation>
    </message>
    <message>
        <source>Give a document</source>
        <translation>Dokument abgeben</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Bestätigung</translation>
    </message>
    <message>
        <source>The clinic has your document.</source>
        <translation>Die Klinik hat Ihr Dokument.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Signing in asks for a code of your phone. Recovery codes left: {number}.</source>
        <translation>Beim Anmelden wird ein Code Ihres Telefons verlangt. Verbleibende Ersatzcodes: {number}.</translation>
    </message>
    <message>
        <source>Signing in asks for your password alone.</source>
        <translation>Beim Anmelden wird nur Ihr Passwort verlangt.</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Ihr Passwort ändern</translation>
    </message>
    <message>
        <source>Your new password is set.</source>
        <translation>Ihr neues Passwort gilt jetzt.</translation>
    </message>
    <message>
        <source>Switch the second factor off</source>
        <translation>Zweiten Faktor ausschalten</translation>
    </message>
    <message>
        <source>Signing in will ask for your password alone.</source>
        <translation>Beim Anmelden wird dann nur Ihr Passwort verlangt.</translation>
    </message>
    <message>
        <source>The second factor is switched off.</source>
        <translation>Der zweite Faktor ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Documents and pictures ({pattern})</source>
        <translation>Dokumente und Bilder ({pattern})</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>Dokument wählen</translation>
    </message>
</context>
<context>
    <name>ActionButton</name>
    <message>
        <source>{action} ({key})</source>
        <translation>{action} ({key})</translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation>Taste: {key}</translation>
    </message>
</context>
<context>
    <name>AdministratorStep</name>
    <message>
        <source>Who looks after the accounts?</source>
        <translation>Wer betreut die Konten?</translation>
    </message>
    <message>
        <source>The administrator lets physicians in and helps who forgot a password.</source>
        <translation>Die Administration lässt Therapeutinnen und Therapeuten zu und hilft bei vergessenem Passwort.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>I use it alone, without accounts</source>
        <translation>Ich nutze es allein, ohne Konten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Nearly all of it was well done: go on like this.</source>
        <translation>Fast alles war gut ausgeführt: Machen Sie so weiter.</translation>
    </message>
    <message>
        <source>Go on like this. There is most to gain in: {part}, {mark} of 100.</source>
        <translation>Machen Sie so weiter. Am meisten zu gewinnen ist noch hier: {part}, {mark} von 100.</translation>
    </message>
    <message>
        <source>{cue}{where}: needed in {times} of {all}.</source>
        <translation>{cue}{where}: nötig bei {times} von {all}.</translation>
    </message>
    <message>
        <source>Go a little further: you reached {share} of the target range.</source>
        <translation>Gehen Sie etwas weiter: Sie haben {share} des Zielbereichs erreicht.</translation>
    </message>
    <message>
        <source>Move in one smooth go, without stopping or shaking on the way.</source>
        <translation>Bewegen Sie sich in einem Zug, ohne unterwegs anzuhalten oder zu zittern.</translation>
    </message>
    <message>
        <source>Keep an even pace: take your time on the way there and on the way back.</source>
        <translation>Bleiben Sie gleichmäßig: Lassen Sie sich auf dem Hin- und dem Rückweg Zeit.</translation>
    </message>
    <message>
        <source>Hold it for as long as you are asked to.</source>
        <translation>Halten Sie so lange, wie es verlangt ist.</translation>
    </message>
    <message>
        <source>Keep as still as you can while you hold.</source>
        <translation>Bleiben Sie beim Halten so ruhig, wie Sie können.</translation>
    </message>
    <message>
        <source>Move left and right equally far.</source>
        <translation>Bewegen Sie links und rechts gleich weit.</translation>
    </message>
</context>
<context>
    <name>AngleCurve</name>
    <message>
        <source>Degrees</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
</context>
<context>
    <name>AskForCodeForm</name>
    <message>
        <source>A new password</source>
        <translation>Ein neues Passwort</translation>
    </message>
    <message>
        <source>We send a code to your address, which holds for an hour.</source>
        <translation>Wir senden Ihnen einen Code an Ihre Adresse. Er gilt eine Stunde.</translation>
    </message>
    <message>
        <source>Send me a code</source>
        <translation>Code senden</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>I have a code</source>
        <translation>Ich habe einen Code</translation>
    </message>
    <message>
        <source>Back to signing in</source>
        <translation>Zurück zur Anmeldung</translation>
    </message>
</context>
<context>
    <name>AskForm</name>
    <message>
        <source>Ask {name} to take you on</source>
        <translation>{name} um Behandlung bitten</translation>
    </message>
    <message>
        <source>{name} reads your name and your word. Nobody sees your records before you are taken on.</source>
        <translation>{name} liest Ihren Namen und Ihre Nachricht. Niemand sieht Ihre Daten, bevor Sie angenommen sind.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Your word</source>
        <translation>Ihre Nachricht</translation>
    </message>
    <message>
        <source>It may stay empty. Such as what it is about.</source>
        <translation>Sie darf leer bleiben. Zum Beispiel, worum es geht.</translation>
    </message>
    <message>
        <source>Ask nobody</source>
        <translation>Niemanden anfragen</translation>
    </message>
</context>
<context>
    <name>Assistant</name>
    <message>
        <source>There is an administrator already, so none is made.</source>
        <translation>Es gibt schon ein Administratorkonto, deshalb wird keines angelegt.</translation>
    </message>
    <message>
        <source>Setting up, step {number}</source>
        <translation>Einrichten, Schritt {number}</translation>
    </message>
</context>
<context>
    <name>BestsCard</name>
    <message>
        <source>Bests and milestones</source>
        <translation>Bestwerte und Meilensteine</translation>
    </message>
    <message>
        <source>Best score: {score} of 100</source>
        <translation>Beste Punktzahl: {score} von 100</translation>
    </message>
    <message>
        <source>Widest range: {angle} {degrees}</source>
        <translation>Größter Umfang: {angle} {degrees}</translation>
    </message>
    <message>
        <source>reached on {day}</source>
        <translation>erreicht am {day}</translation>
    </message>
    <message>
        <source>Next: {what}</source>
        <translation>Als Nächstes: {what}</translation>
    </message>
    <message>
        <source>still to go: {number}</source>
        <translation>noch zu schaffen: {number}</translation>
    </message>
</context>
<context>
    <name>CameraSection</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Shows you as a mirror would. What is measured is the same.</source>
        <translation>Zeigt Sie wie ein Spiegel. Gemessen wird dasselbe.</translation>
    </message>
    <message>
        <source>Use of the processor</source>
        <translation>Rechenleistung</translation>
    </message>
    <message>
        <source>Every other picture takes half the work, for a computer that gets warm. Repetitions count the same.</source>
        <translation>Jedes zweite Bild macht halb so viel Arbeit, für Computer, die warm werden. Wiederholungen zählen gleich.</translation>
    </message>
    <message>
        <source>Every picture</source>
        <translation>Jedes Bild</translation>
    </message>
    <message>
        <source>Every other</source>
        <translation>Jedes zweite</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Die Kamera wird geöffnet …</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>Die Kamera ist aus.</translation>
    </message>
</context>
<context>
    <name>CameraStep</name>
    <message>
        <source>Which camera sees you?</source>
        <translation>Welche Kamera sieht Sie?</translation>
    </message>
    <message>
        <source>Pictures are looked at on this computer and thrown away.</source>
        <translation>Bilder werden auf diesem Computer angesehen und verworfen.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Test the camera</source>
        <translation>Kamera testen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Camera picture</source>
        <translation>Kamerabild</translation>
    </message>
</context>
<context>
    <name>CameraWords</name>
    <message>
        <source>{width} × {height} pixels, {rate} pictures a second.</source>
        <translation>{width} × {height} Pixel, {rate} Bilder pro Sekunde.</translation>
    </message>
    <message>
        <source>The picture is black. Open the cover of the camera, or take off what is in front of it.</source>
        <translation>Das Bild ist schwarz. Öffnen Sie die Abdeckung der Kamera, oder nehmen Sie weg, was davor ist.</translation>
    </message>
    <message>
        <source>The picture stands still. Close other programs that use the camera, then try again.</source>
        <translation>Das Bild steht still. Schließen Sie andere Programme, die die Kamera benutzen, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The picture is too dark. Switch on a light, or stand so that the window is behind the camera.</source>
        <translation>Das Bild ist zu dunkel. Machen Sie Licht, oder stellen Sie sich so, dass das Fenster hinter der Kamera ist.</translation>
    </message>
    <message>
        <source>The picture is too bright. Turn the camera away from the window or the lamp.</source>
        <translation>Das Bild ist zu hell. Drehen Sie die Kamera vom Fenster oder von der Lampe weg.</translation>
    </message>
    <message>
        <source>The pictures come too slowly. More light, or another USB socket, often helps.</source>
        <translation>Die Bilder kommen zu langsam. Mehr Licht oder ein anderer USB-Anschluss hilft oft.</translation>
    </message>
    <message>
        <source>The picture is small: hands and feet are hard to make out. Another camera sees more.</source>
        <translation>Das Bild ist klein: Hände und Füße sind schwer zu erkennen. Eine andere Kamera sieht mehr.</translation>
    </message>
    <message>
        <source>This video can be used.</source>
        <translation>Dieses Video ist brauchbar.</translation>
    </message>
    <message>
        <source>This camera works.</source>
        <translation>Diese Kamera funktioniert.</translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Asked on {day}. No answer yet.</source>
        <translation>Angefragt am {day}. Noch keine Antwort.</translation>
    </message>
    <message>
        <source>Takes care of you since {day}.</source>
        <translation>Behandelt Sie seit {day}.</translation>
    </message>
    <message>
        <source>Could not take you on. Answered on {day}.</source>
        <translation>Konnte Sie nicht annehmen. Geantwortet am {day}.</translation>
    </message>
    <message>
        <source>You: “{word}”</source>
        <translation>Sie: „{word}“</translation>
    </message>
    <message>
        <source>Speaks {languages}</source>
        <translation>Spricht {languages}</translation>
    </message>
    <message>
        <source>You took the request back on {day}.</source>
        <translation>Sie haben die Anfrage am {day} zurückgenommen.</translation>
    </message>
    <message>
        <source>You ended the care on {day}.</source>
        <translation>Sie haben die Behandlung am {day} beendet.</translation>
    </message>
    <message>
        <source>The physician ended the care on {day}.</source>
        <translation>Die Behandlung wurde am {day} von therapeutischer Seite beendet.</translation>
    </message>
</context>
<context>
    <name>CareCard</name>
    <message>
        <source>End the care</source>
        <translation>Behandlung beenden</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>ChangePasswordForm</name>
    <message>
        <source>Change your password</source>
        <translation>Ihr Passwort ändern</translation>
    </message>
    <message>
        <source>You stay signed in here, and are signed out everywhere else.</source>
        <translation>Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>Bisheriges Passwort</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>Show as chart</source>
        <translation>Als Diagramm</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Whoever looks after this computer has set it: {variable}.</source>
        <translation>Wer diesen Computer betreut, hat es festgelegt: {variable}.</translation>
    </message>
</context>
<context>
    <name>ClipView</name>
    <message>
        <source>How it is done</source>
        <translation>So geht es</translation>
    </message>
</context>
<context>
    <name>CodeForm</name>
    <message>
        <source>Your code</source>
        <translation>Ihr Code</translation>
    </message>
    <message>
        <source>Read it from your authenticator app. If you do not have the app at hand, use a recovery code.</source>
        <translation>Lesen Sie ihn in Ihrer Authenticator-App ab. Haben Sie die App nicht zur Hand, nehmen Sie einen Ersatzcode.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Code of the app, or a recovery code</source>
        <translation>Code der App oder ein Ersatzcode</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>ConfirmForm</name>
    <message>
        <source>Your password</source>
        <translation>Ihr Passwort</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>{share} done</source>
        <translation>{share} fertig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CountedButton</name>
    <message>
        <source>{number}+</source>
        <translation>{number}+</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>Way from start to target</source>
        <translation>Weg von Anfang bis Ziel</translation>
    </message>
    <message>
        <source>{seconds} s{where}: {angle} {value}° ±{margin}°</source>
        <translation>{seconds} s{where}: {angle} {value}° ±{margin}°</translation>
    </message>
    <message>
        <source>{seconds} s{where}: {angle} {value}°</source>
        <translation>{seconds} s{where}: {angle} {value}°</translation>
    </message>
    <message>
        <source>{value} % of the way</source>
        <translation>{value} % des Wegs</translation>
    </message>
    <message>
        <source>, repetition {number}</source>
        <translation>, Wiederholung {number}</translation>
    </message>
</context>
<context>
    <name>CourseCard</name>
    <message>
        <source>Course over time, against the template</source>
        <translation>Verlauf über die Zeit im Vergleich zur Vorlage</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Which angle</source>
        <translation>Welcher Winkel</translation>
    </message>
    <message>
        <source>Course over time</source>
        <translation>Zeitlicher Verlauf</translation>
    </message>
    <message>
        <source>Course over time: {angle}</source>
        <translation>Zeitlicher Verlauf: {angle}</translation>
    </message>
    <message>
        <source>0 % is the start pose, 100 % the target.</source>
        <translation>0 % ist die Ausgangsstellung, 100 % das Ziel.</translation>
    </message>
    <message>
        <source>{angle}: the template goes from {start}° to {peak}°; one camera is off by about ±{margin}°.</source>
        <translation>{angle}: Die Vorlage geht von {start}° bis {peak}°; eine Kamera irrt um etwa ±{margin}°.</translation>
    </message>
    <message>
        <source>The course over time of this session cannot be read: it is damaged, or was written by a newer version. It was left as it is; everything else is shown.</source>
        <translation>Der zeitliche Verlauf dieser Sitzung ist nicht lesbar: Er ist beschädigt oder wurde von einer neueren Version geschrieben. Er bleibt, wie er ist; alles andere wird gezeigt.</translation>
    </message>
    <message>
        <source>The course over time was not kept of this session.</source>
        <translation>Der zeitliche Verlauf dieser Sitzung wurde nicht aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>DemonstrationView</name>
    <message>
        <source>Show the pictures</source>
        <translation>Bilder zeigen</translation>
    </message>
    <message>
        <source>Show the movement</source>
        <translation>Bewegung zeigen</translation>
    </message>
</context>
<context>
    <name>DesktopWindow</name>
    <message>
        <source>The last time, a fault ended the program. What was done until then is kept. A report is in {file}.</source>
        <translation>Beim letzten Mal hat ein Fehler das Programm beendet. Was bis dahin getan war, ist erhalten. Ein Bericht darüber steht in {file}.</translation>
    </message>
</context>
<context>
    <name>DetailPage</name>
    <message>
        <source>All sessions</source>
        <translation>Alle Sitzungen</translation>
    </message>
    <message>
        <source>Session of the past</source>
        <translation>Frühere Sitzung</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Kept now: {text}</source>
        <translation>Jetzt gespeichert: {text}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Somebody else has changed this profile since you opened it. Theirs is kept and yours is still here: save yours over it, or discard yours.</source>
        <translation>Jemand anderes hat dieses Profil geändert, seit Sie es geöffnet haben. Deren Fassung ist gespeichert, Ihre steht noch hier: Speichern Sie Ihre darüber, oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation>Meine speichern</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>This is kept when you begin:</source>
        <translation>Das wird gespeichert, wenn Sie beginnen:</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Records: where {variable} says.</source>
        <translation>Daten: wo {variable} es sagt.</translation>
    </message>
    <message>
        <source>Records: on this computer.</source>
        <translation>Daten: auf diesem Computer.</translation>
    </message>
    <message>
        <source>Records: {database} on {host}.</source>
        <translation>Daten: {database} auf {host}.</translation>
    </message>
    <message>
        <source>The password of the database: in this computer’s keyring.</source>
        <translation>Das Passwort der Datenbank: im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>The password of the database: in the settings file, which only your account can read.</source>
        <translation>Das Passwort der Datenbank: in der Einstellungsdatei, die nur Ihr Konto lesen kann.</translation>
    </message>
    <message>
        <source>Administrator: {name}.</source>
        <translation>Administration: {name}.</translation>
    </message>
    <message>
        <source>Settings: {file}</source>
        <translation>Einstellungen: {file}</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>This exercise is not on this computer. Ask your physician about it.</source>
        <translation>Diese Übung ist nicht auf diesem Computer. Fragen Sie Ihre Therapeutin oder Ihren Therapeuten danach.</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>1 second</source>
        <translation>1 Sekunde</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
</context>
<context>
    <name>EndForm</name>
    <message>
        <source>End the care by {name}?</source>
        <translation>Behandlung bei {name} beenden?</translation>
    </message>
    <message>
        <source>{name} sees nothing of your records from now on, and is told. Your records stay yours.</source>
        <translation>{name} sieht von jetzt an nichts von Ihren Daten und erfährt es. Ihre Daten bleiben Ihre.</translation>
    </message>
    <message>
        <source>End the care</source>
        <translation>Behandlung beenden</translation>
    </message>
    <message>
        <source>Take your request to {name} back?</source>
        <translation>Ihre Anfrage an {name} zurücknehmen?</translation>
    </message>
    <message>
        <source>{name} is told. You can ask again at any time.</source>
        <translation>{name} erfährt es. Sie können jederzeit wieder anfragen.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Your word</source>
        <translation>Ihre Nachricht</translation>
    </message>
    <message>
        <source>It may stay empty.</source>
        <translation>Darf leer bleiben.</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
</context>
<context>
    <name>EnrolForm</name>
    <message>
        <source>Scan this with your app</source>
        <translation>Scannen Sie dies mit Ihrer App</translation>
    </message>
    <message>
        <source>Any authenticator app will do. It then shows a new code every half minute.</source>
        <translation>Jede Authenticator-App ist geeignet. Sie zeigt dann jede halbe Minute einen neuen Code.</translation>
    </message>
    <message>
        <source>Ask for codes from now on</source>
        <translation>Ab jetzt nach Codes fragen</translation>
    </message>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>QR-Code für die Authenticator-App</translation>
    </message>
    <message>
        <source>Or type this into the app</source>
        <translation>Oder tippen Sie dies in die App</translation>
    </message>
    <message>
        <source>Code that the app shows</source>
        <translation>Code, den die App zeigt</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was nicht ging</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A change of the clinic’s database ({0}) was interrupted half-way.</source>
        <translation>Eine Änderung an der Datenbank der Klinik ({0}) wurde mittendrin unterbrochen.</translation>
    </message>
    <message>
        <source>A copy of the records was made before it began.</source>
        <translation>Vor dem Beginn wurde eine Kopie der Daten angelegt.</translation>
    </message>
    <message>
        <source>A name ends with a blank.</source>
        <translation>Ein Name endet mit einem Leerzeichen.</translation>
    </message>
    <message>
        <source>A repetition says of a rule that it matters in a way that there is not.</source>
        <translation>Eine Wiederholung nennt für eine Regel eine Wichtigkeit, die es nicht gibt.</translation>
    </message>
    <message>
        <source>A text has half of a character in it, which cannot be kept.</source>
        <translation>Ein Text enthält ein halbes Zeichen, das nicht gespeichert werden kann.</translation>
    </message>
    <message>
        <source>Add an exercise, save, and publish then.</source>
        <translation>Fügen Sie eine Übung hinzu, speichern Sie und veröffentlichen Sie dann.</translation>
    </message>
    <message>
        <source>Add the account to the group “video” and sign in again.</source>
        <translation>Nehmen Sie das Konto in die Gruppe „video“ auf und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>All records are kept, but without that key nobody can read them.</source>
        <translation>Alle Daten sind erhalten, aber ohne diesen Schlüssel kann sie niemand lesen.</translation>
    </message>
    <message>
        <source>All records are kept.</source>
        <translation>Alle Daten sind erhalten.</translation>
    </message>
    <message>
        <source>Allow your account to read and write in that folder, or choose another data folder.</source>
        <translation>Erlauben Sie Ihrem Konto, in diesem Ordner zu lesen und zu schreiben, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>Allow your account to write in that folder, or choose another data folder.</source>
        <translation>Erlauben Sie Ihrem Konto, in diesem Ordner zu schreiben, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>Allow your account to write there, or choose another data folder in the settings.</source>
        <translation>Erlauben Sie Ihrem Konto, dort zu schreiben, oder wählen Sie in den Einstellungen einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>An administrator is made by the setup alone.</source>
        <translation>Ein Administratorkonto wird nur bei der Einrichtung angelegt.</translation>
    </message>
    <message>
        <source>An encrypted value of {0} was changed by something other than PhysioCheck, so it is not shown.</source>
        <translation>Ein verschlüsselter Wert von {0} wurde nicht von PhysioCheck geändert und wird deshalb nicht gezeigt.</translation>
    </message>
    <message>
        <source>Another computer is just changing the keys to the database.</source>
        <translation>Ein anderer Computer wechselt gerade die Schlüssel der Datenbank.</translation>
    </message>
    <message>
        <source>Another workstation is changing the tables of the clinic’s database.</source>
        <translation>Ein anderer Arbeitsplatz ändert gerade die Tabellen der Datenbank der Klinik.</translation>
    </message>
    <message>
        <source>Approve or decline it.</source>
        <translation>Nehmen Sie sie an oder lehnen Sie sie ab.</translation>
    </message>
    <message>
        <source>Ask another administrator.</source>
        <translation>Bitten Sie eine andere Administratorin oder einen anderen Administrator.</translation>
    </message>
    <message>
        <source>Ask for 1 to {0} sets and repetitions, and for times of at most {1} seconds.</source>
        <translation>Verlangen Sie 1 bis {0} Sätze und Wiederholungen und Zeiten von höchstens {1} Sekunden.</translation>
    </message>
    <message>
        <source>Ask for a new code.</source>
        <translation>Fordern Sie einen neuen Code an.</translation>
    </message>
    <message>
        <source>Ask for new suggestions.</source>
        <translation>Fordern Sie neue Vorschläge an.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the network whether something stands between this computer and the internet.</source>
        <translation>Fragen Sie, wer das Netzwerk betreut, ob etwas zwischen diesem Computer und dem Internet steht.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server to switch TLS on.</source>
        <translation>Bitten Sie, wer den Server betreut, TLS einzuschalten.</translation>
    </message>
    <message>
        <source>Ask your administrator for a code.</source>
        <translation>Bitten Sie die Administration um einen Code.</translation>
    </message>
    <message>
        <source>Ask your administrator to verify the new one.</source>
        <translation>Bitten Sie die Administration, das neue zu bestätigen.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Fragen Sie die Administration.</translation>
    </message>
    <message>
        <source>Begin a new one.</source>
        <translation>Beginnen Sie einen neuen.</translation>
    </message>
    <message>
        <source>Begin with set 1.</source>
        <translation>Beginnen Sie mit Satz 1.</translation>
    </message>
    <message>
        <source>Begin with the picture for the app.</source>
        <translation>Beginnen Sie mit dem Bild für die App.</translation>
    </message>
    <message>
        <source>Camera {0}</source>
        <translation>Kamera {0}</translation>
    </message>
    <message>
        <source>Camera {0} cannot be opened: it is missing, in use, or not allowed.</source>
        <translation>Kamera {0} kann nicht geöffnet werden: Sie fehlt, ist belegt oder nicht erlaubt.</translation>
    </message>
    <message>
        <source>Camera {0} does not answer.</source>
        <translation>Kamera {0} antwortet nicht.</translation>
    </message>
    <message>
        <source>Camera {0} gives no pictures; another program may be using it.</source>
        <translation>Kamera {0} liefert keine Bilder; vielleicht benutzt sie ein anderes Programm.</translation>
    </message>
    <message>
        <source>Camera {0} stopped giving pictures.</source>
        <translation>Kamera {0} liefert keine Bilder mehr.</translation>
    </message>
    <message>
        <source>Change the file&apos;s permissions, or copy it to your own folder.</source>
        <translation>Ändern Sie die Rechte der Datei oder kopieren Sie sie in Ihren eigenen Ordner.</translation>
    </message>
    <message>
        <source>Check data_folder and database.url in the settings. Where they are right, start PhysioCheck, or run physiocheck database create.</source>
        <translation>Prüfen Sie data_folder und database.url in den Einstellungen. Wo beide stimmen, starten Sie PhysioCheck oder führen Sie physiocheck database create aus.</translation>
    </message>
    <message>
        <source>Check host, port and firewall.</source>
        <translation>Prüfen Sie Host, Port und Firewall.</translation>
    </message>
    <message>
        <source>Check its cable, and whether another program has taken it, then start again.</source>
        <translation>Prüfen Sie das Kabel und ob ein anderes Programm sie benutzt, und starten Sie neu.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and has free space, then try again.</source>
        <translation>Prüfen Sie, ob der Datenträger verbunden ist und Platz hat, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that your account may write in it, or choose another data folder.</source>
        <translation>Prüfen Sie, ob der Ordner existiert und Ihr Konto darin schreiben darf, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>Check the account, its password and its rights in the database address of the settings.</source>
        <translation>Prüfen Sie Konto, Passwort und Rechte in der Datenbankadresse der Einstellungen.</translation>
    </message>
    <message>
        <source>Check the account’s rights; tables are made and upgraded with an account that may change the structure.</source>
        <translation>Prüfen Sie die Rechte des Kontos; Tabellen werden mit einem Konto angelegt und aktualisiert, das die Struktur ändern darf.</translation>
    </message>
    <message>
        <source>Check the address and the connection, or use a file on this computer.</source>
        <translation>Prüfen Sie Adresse und Verbindung oder nehmen Sie eine Datei auf diesem Computer.</translation>
    </message>
    <message>
        <source>Check the address and your access to it.</source>
        <translation>Prüfen Sie die Adresse und Ihren Zugang dazu.</translation>
    </message>
    <message>
        <source>Check the host in the database address, and name the authority that signed its certificate in the setting database.tls_authority.</source>
        <translation>Prüfen Sie den Host in der Datenbankadresse und nennen Sie in der Einstellung database.tls_authority die Stelle, die sein Zertifikat signiert hat.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>Check the network and that the server is running, then try again.</source>
        <translation>Prüfen Sie das Netzwerk und ob der Server läuft, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Check the network.</source>
        <translation>Prüfen Sie das Netzwerk.</translation>
    </message>
    <message>
        <source>Check this computer’s clock and the app’s.</source>
        <translation>Prüfen Sie die Uhr dieses Computers und die der App.</translation>
    </message>
    <message>
        <source>Choose 1 to {0} times.</source>
        <translation>Wählen Sie 1- bis {0}-mal.</translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, GIF or WebP picture; most programs for pictures can save as JPEG.</source>
        <translation>Wählen Sie ein Bild als JPEG, PNG, GIF oder WebP; die meisten Bildprogramme können JPEG speichern.</translation>
    </message>
    <message>
        <source>Choose a smaller file, or ask whoever looks after the account for a plan that takes larger ones.</source>
        <translation>Wählen Sie eine kleinere Datei oder bitten Sie, wer das Konto betreut, um einen Tarif für größere.</translation>
    </message>
    <message>
        <source>Choose a smaller one.</source>
        <translation>Wählen Sie eine kleinere.</translation>
    </message>
    <message>
        <source>Choose a video of at least {0} pixels on each side.</source>
        <translation>Wählen Sie ein Video mit mindestens {0} Pixeln je Seite.</translation>
    </message>
    <message>
        <source>Choose a video with a picture.</source>
        <translation>Wählen Sie ein Video mit Bild.</translation>
    </message>
    <message>
        <source>Choose a whole number from {0} to {1}.</source>
        <translation>Wählen Sie eine ganze Zahl von {0} bis {1}.</translation>
    </message>
    <message>
        <source>Choose an MP4, MOV, WebM, MKV or AVI video; most programs for videos can save as MP4.</source>
        <translation>Wählen Sie ein Video als MP4, MOV, WebM, MKV oder AVI; die meisten Videoprogramme können MP4 speichern.</translation>
    </message>
    <message>
        <source>Choose another file, or open it in a video player to see whether it plays there.</source>
        <translation>Wählen Sie eine andere Datei oder öffnen Sie sie in einem Videoprogramm, um zu sehen, ob sie dort läuft.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Choose another name for the copy.</source>
        <translation>Wählen Sie einen anderen Namen für die Kopie.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>Choose another one; a few words that do not belong together are easy to remember.</source>
        <translation>Wählen Sie ein anderes; ein paar Wörter, die nicht zusammengehören, merkt man sich leicht.</translation>
    </message>
    <message>
        <source>Choose another video.</source>
        <translation>Wählen Sie ein anderes Video.</translation>
    </message>
    <message>
        <source>Choose at most {0}.</source>
        <translation>Wählen Sie höchstens {0}.</translation>
    </message>
    <message>
        <source>Choose days of the week, or 1 to 7 days a week.</source>
        <translation>Wählen Sie Wochentage oder 1 bis 7 Tage pro Woche.</translation>
    </message>
    <message>
        <source>Choose from what it is told.</source>
        <translation>Wählen Sie aus dem, was ihm mitgeteilt wird.</translation>
    </message>
    <message>
        <source>Choose it from today’s work.</source>
        <translation>Wählen Sie sie aus den heutigen Übungen.</translation>
    </message>
    <message>
        <source>Choose one from the list of exercises.</source>
        <translation>Wählen Sie eine aus der Liste der Übungen.</translation>
    </message>
    <message>
        <source>Choose one from your own list.</source>
        <translation>Wählen Sie aus Ihrer eigenen Liste.</translation>
    </message>
    <message>
        <source>Choose one of the pages that matter.</source>
        <translation>Wählen Sie eine der Seiten, auf die es ankommt.</translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation>Wählen Sie aus: {0}.</translation>
    </message>
    <message>
        <source>Choose one of: {0}; or give the path of an exercise file.</source>
        <translation>Wählen Sie aus: {0}; oder geben Sie den Pfad einer Übungsdatei an.</translation>
    </message>
    <message>
        <source>Choose that e-mail too, or no details.</source>
        <translation>Wählen Sie auch diese E-Mail oder keine Einzelheiten.</translation>
    </message>
    <message>
        <source>Choose the certificate file, or leave it empty.</source>
        <translation>Wählen Sie die Zertifikatsdatei oder lassen Sie es leer.</translation>
    </message>
    <message>
        <source>Choose {0} to {1}; a few words that do not belong together are easy to remember.</source>
        <translation>Wählen Sie {0} bis {1}; ein paar Wörter, die nicht zusammengehören, merkt man sich leicht.</translation>
    </message>
    <message>
        <source>Close other programs that show the camera, then try again.</source>
        <translation>Schließen Sie andere Programme, die die Kamera zeigen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close other programs that use PhysioCheck’s data, then try again.</source>
        <translation>Schließen Sie andere Programme, die Daten von PhysioCheck benutzen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Cloudinary, where files are kept, {0}.</source>
        <translation>Cloudinary, wo Dateien aufbewahrt werden: {0}.</translation>
    </message>
    <message>
        <source>Compare the settings under files with the API keys that Cloudinary shows for the account.</source>
        <translation>Vergleichen Sie die Einstellungen unter files mit den API-Schlüsseln, die Cloudinary für das Konto zeigt.</translation>
    </message>
    <message>
        <source>Connect a camera, choose another one, or use a video file instead.</source>
        <translation>Schließen Sie eine Kamera an, wählen Sie eine andere oder nehmen Sie eine Videodatei.</translation>
    </message>
    <message>
        <source>Connect a camera; this computer shows none now.</source>
        <translation>Schließen Sie eine Kamera an; an diesem Computer ist gerade keine.</translation>
    </message>
    <message>
        <source>Connect it, close other programs that use it, and allow it in Settings, Privacy, Camera.</source>
        <translation>Schließen Sie sie an, schließen Sie andere Programme, die sie benutzen, und erlauben Sie sie unter Einstellungen, Datenschutz, Kamera.</translation>
    </message>
    <message>
        <source>Connect it, close other programs that use it, and allow it in System Settings, Privacy, Camera.</source>
        <translation>Schließen Sie sie an, schließen Sie andere Programme, die sie benutzen, und erlauben Sie sie unter Systemeinstellungen, Datenschutz, Kamera.</translation>
    </message>
    <message>
        <source>Copy or record the video again.</source>
        <translation>Kopieren Sie das Video noch einmal oder nehmen Sie es neu auf.</translation>
    </message>
    <message>
        <source>Copy or save it again.</source>
        <translation>Kopieren oder speichern Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtigen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Correct its first and last day.</source>
        <translation>Berichtigen Sie den ersten und den letzten Tag.</translation>
    </message>
    <message>
        <source>Correct its first or last day.</source>
        <translation>Berichtigen Sie den ersten oder den letzten Tag.</translation>
    </message>
    <message>
        <source>Correct mail.account and its password; some servers want a password made for programs.</source>
        <translation>Berichtigen Sie mail.account und das Passwort; manche Server verlangen ein Passwort für Programme.</translation>
    </message>
    <message>
        <source>Correct mail.host or mail.port.</source>
        <translation>Berichtigen Sie mail.host oder mail.port.</translation>
    </message>
    <message>
        <source>Correct mail.host, or check the network.</source>
        <translation>Berichtigen Sie mail.host oder prüfen Sie das Netzwerk.</translation>
    </message>
    <message>
        <source>Correct the address of the account.</source>
        <translation>Berichtigen Sie die Adresse des Kontos.</translation>
    </message>
    <message>
        <source>Correct the date of birth.</source>
        <translation>Berichtigen Sie das Geburtsdatum.</translation>
    </message>
    <message>
        <source>Correct the path, or name a file with certificates in PEM form.</source>
        <translation>Berichtigen Sie den Pfad oder nennen Sie eine Datei mit Zertifikaten im PEM-Format.</translation>
    </message>
    <message>
        <source>Correct the settings under files.</source>
        <translation>Berichtigen Sie die Einstellungen unter files.</translation>
    </message>
    <message>
        <source>Create it as the documentation tells, or correct the database address in the settings.</source>
        <translation>Legen Sie sie an, wie es die Dokumentation beschreibt, oder berichtigen Sie die Datenbankadresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>Cut it to the exercise, and choose it again.</source>
        <translation>Schneiden Sie es auf die Übung zu und wählen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>Geben Sie Ihr Passwort ein, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Entry {0} is not the one that was noted.</source>
        <translation>Eintrag {0} ist nicht der, der notiert wurde.</translation>
    </message>
    <message>
        <source>Everything in it is kept.</source>
        <translation>Alles darin ist erhalten.</translation>
    </message>
    <message>
        <source>Everything that was saved before is kept.</source>
        <translation>Alles vorher Gespeicherte ist erhalten.</translation>
    </message>
    <message>
        <source>Everything that was saved in it is kept.</source>
        <translation>Alles, was darin gespeichert wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>Files that were kept before are unchanged.</source>
        <translation>Früher aufbewahrte Dateien sind unverändert.</translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation>Schaffen Sie Platz auf diesem Datenträger und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Give PhysioCheck a database of its own.</source>
        <translation>Geben Sie PhysioCheck eine eigene Datenbank.</translation>
    </message>
    <message>
        <source>Give a file, or an http, https or rtsp address.</source>
        <translation>Geben Sie eine Datei oder eine Adresse mit http, https oder rtsp an.</translation>
    </message>
    <message>
        <source>Give each a name of its own.</source>
        <translation>Geben Sie jeder einen eigenen Namen.</translation>
    </message>
    <message>
        <source>Give the path of a video file.</source>
        <translation>Geben Sie den Pfad einer Videodatei an.</translation>
    </message>
    <message>
        <source>Give the path of the certificate that the clinic’s database server was signed with.</source>
        <translation>Geben Sie den Pfad des Zertifikats an, mit dem der Datenbankserver der Klinik signiert wurde.</translation>
    </message>
    <message>
        <source>Give the path of the file instead.</source>
        <translation>Geben Sie stattdessen den Pfad der Datei an.</translation>
    </message>
    <message>
        <source>Good, that is better.</source>
        <translation>Gut, so ist es besser.</translation>
    </message>
    <message>
        <source>Health data in the database is encrypted with a key that this computer does not have ({0}).</source>
        <translation>Gesundheitsdaten in der Datenbank sind mit einem Schlüssel verschlüsselt, den dieser Computer nicht hat ({0}).</translation>
    </message>
    <message>
        <source>If that stays so, its log may say why.</source>
        <translation>Bleibt es so, sagt sein Protokoll vielleicht, warum.</translation>
    </message>
    <message>
        <source>Install the newest version of PhysioCheck on this computer.</source>
        <translation>Installieren Sie auf diesem Computer die neueste Version von PhysioCheck.</translation>
    </message>
    <message>
        <source>Install the newest version of PhysioCheck; if that does not help, put back a backup.</source>
        <translation>Installieren Sie die neueste Version von PhysioCheck; hilft das nicht, spielen Sie eine Sicherung zurück.</translation>
    </message>
    <message>
        <source>Install the program again on this computer.</source>
        <translation>Installieren Sie das Programm auf diesem Computer noch einmal.</translation>
    </message>
    <message>
        <source>Install the program again, or restore this file from the release.</source>
        <translation>Installieren Sie das Programm noch einmal oder stellen Sie diese Datei aus der Veröffentlichung wieder her.</translation>
    </message>
    <message>
        <source>It did not come back to the start pose.</source>
        <translation>Es ging nicht zurück in die Ausgangsstellung.</translation>
    </message>
    <message>
        <source>It did not go far enough to count.</source>
        <translation>Es ging nicht weit genug, um zu zählen.</translation>
    </message>
    <message>
        <source>It is kept as it is.</source>
        <translation>Es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>It is one of {0}.</source>
        <translation>Möglich sind: {0}.</translation>
    </message>
    <message>
        <source>It is tried again.</source>
        <translation>Es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>It stays as it was.</source>
        <translation>Es bleibt, wie es war.</translation>
    </message>
    <message>
        <source>It was already under way when it could first be seen.</source>
        <translation>Es war schon im Gang, als es zum ersten Mal zu sehen war.</translation>
    </message>
    <message>
        <source>It was done with the other side than the plan asks for.</source>
        <translation>Es wurde mit der anderen Seite gemacht, als der Plan verlangt.</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>Es wurde gelassen, wie es war.</translation>
    </message>
    <message>
        <source>It was not held long enough to count.</source>
        <translation>Es wurde nicht lange genug gehalten, um zu zählen.</translation>
    </message>
    <message>
        <source>It was not the movement that was shown.</source>
        <translation>Es war nicht die Bewegung, die gezeigt wurde.</translation>
    </message>
    <message>
        <source>Keep a copy of the file, and put back your newest backup: the backups folder beside it may have one.</source>
        <translation>Bewahren Sie eine Kopie der Datei auf und spielen Sie Ihre neueste Sicherung zurück: Vielleicht liegt eine im Ordner backups daneben.</translation>
    </message>
    <message>
        <source>Keep the {0} that matter most.</source>
        <translation>Behalten Sie die {0}, auf die es am meisten ankommt.</translation>
    </message>
    <message>
        <source>Leave mail.account empty, or use the server’s port for STARTTLS or TLS.</source>
        <translation>Lassen Sie mail.account leer oder nehmen Sie den Port des Servers für STARTTLS oder TLS.</translation>
    </message>
    <message>
        <source>Look at it there, or let the settings of both name the same folder or the same store.</source>
        <translation>Sehen Sie dort nach oder lassen Sie die Einstellungen beider denselben Ordner oder Speicher nennen.</translation>
    </message>
    <message>
        <source>Look at the new one.</source>
        <translation>Sehen Sie sich die neue an.</translation>
    </message>
    <message>
        <source>Look at the newest state of the list.</source>
        <translation>Sehen Sie sich den neuesten Stand der Liste an.</translation>
    </message>
    <message>
        <source>Mail to another computer is not sent without encryption.</source>
        <translation>E-Mail an einen anderen Computer wird nicht ohne Verschlüsselung gesendet.</translation>
    </message>
    <message>
        <source>Make it smaller in a program for pictures, and choose it again.</source>
        <translation>Verkleinern Sie es in einem Bildprogramm und wählen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Make sure that both can be read, that nobody is using the second, and that there is space for it.</source>
        <translation>Sorgen Sie dafür, dass beide lesbar sind, niemand das zweite benutzt und Platz dafür ist.</translation>
    </message>
    <message>
        <source>Make sure that the address is right; the server’s log may say more.</source>
        <translation>Prüfen Sie, ob die Adresse stimmt; das Protokoll des Servers sagt vielleicht mehr.</translation>
    </message>
    <message>
        <source>Make sure that your account may read and write there, and that there is space.</source>
        <translation>Sorgen Sie dafür, dass Ihr Konto dort lesen und schreiben darf und Platz ist.</translation>
    </message>
    <message>
        <source>Make sure there is space in {0} and that your account may write there.</source>
        <translation>Sorgen Sie dafür, dass in {0} Platz ist und Ihr Konto dort schreiben darf.</translation>
    </message>
    <message>
        <source>No computer called {0} is known.</source>
        <translation>Es ist kein Computer namens {0} bekannt.</translation>
    </message>
    <message>
        <source>No mail can be sent to this address.</source>
        <translation>An diese Adresse kann keine E-Mail gesendet werden.</translation>
    </message>
    <message>
        <source>No second factor was begun.</source>
        <translation>Es wurde kein zweiter Faktor begonnen.</translation>
    </message>
    <message>
        <source>Nobody can disable the own account.</source>
        <translation>Niemand kann das eigene Konto sperren.</translation>
    </message>
    <message>
        <source>Nobody was born on that day.</source>
        <translation>An diesem Tag wurde niemand geboren.</translation>
    </message>
    <message>
        <source>Nothing half-written was left, and what is in it is unchanged.</source>
        <translation>Es blieb nichts halb Geschriebenes zurück, und der Inhalt ist unverändert.</translation>
    </message>
    <message>
        <source>Nothing in it was changed.</source>
        <translation>Darin wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing takes mail on this port of {0}.</source>
        <translation>An diesem Port von {0} nimmt nichts E-Mail an.</translation>
    </message>
    <message>
        <source>Nothing was changed from here.</source>
        <translation>Von hier aus wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was made there.</source>
        <translation>Dort wurde nichts angelegt.</translation>
    </message>
    <message>
        <source>Nothing was measured with it.</source>
        <translation>Damit wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Open it again and make your change there.</source>
        <translation>Öffnen Sie es noch einmal und machen Sie Ihre Änderung dort.</translation>
    </message>
    <message>
        <source>Print it into a new PDF, and choose that one.</source>
        <translation>Drucken Sie es in ein neues PDF und wählen Sie dieses.</translation>
    </message>
    <message>
        <source>Print it into a new PDF, or choose a picture of it.</source>
        <translation>Drucken Sie es in ein neues PDF oder wählen Sie ein Bild davon.</translation>
    </message>
    <message>
        <source>Put back a backup from before, and find out who else can write to the database.</source>
        <translation>Spielen Sie eine frühere Sicherung zurück und finden Sie heraus, wer sonst in die Datenbank schreiben kann.</translation>
    </message>
    <message>
        <source>Put it back from a backup, or store it anew.</source>
        <translation>Stellen Sie sie aus einer Sicherung wieder her oder legen Sie sie neu ab.</translation>
    </message>
    <message>
        <source>Put it back from a backup.</source>
        <translation>Stellen Sie sie aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>Read it from your authenticator app.</source>
        <translation>Lesen Sie ihn in Ihrer Authenticator-App ab.</translation>
    </message>
    <message>
        <source>Run physiocheck audit verify, and find out who else can write to the database.</source>
        <translation>Führen Sie physiocheck audit verify aus und finden Sie heraus, wer noch in die Datenbank schreiben kann.</translation>
    </message>
    <message>
        <source>Run physiocheck database create once, with the account that may make them.</source>
        <translation>Führen Sie einmal physiocheck database create aus, mit dem Konto, das sie anlegen darf.</translation>
    </message>
    <message>
        <source>Run physiocheck database upgrade once, with the account that may change them.</source>
        <translation>Führen Sie einmal physiocheck database upgrade aus, mit dem Konto, das sie ändern darf.</translation>
    </message>
    <message>
        <source>Run physiocheck database {0} again, with the account that may change the tables.</source>
        <translation>Führen Sie physiocheck database {0} noch einmal aus, mit dem Konto, das die Tabellen ändern darf.</translation>
    </message>
    <message>
        <source>Save it as a file, and add that.</source>
        <translation>Speichern Sie sie als Datei und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>Save it smaller, and try again.</source>
        <translation>Speichern Sie es kleiner und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Save it without one, and choose it again.</source>
        <translation>Speichern Sie es ohne Passwort und wählen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Say of each set, {0} at most, how many repetitions it had, and one at least in all.</source>
        <translation>Sagen Sie zu jedem Satz, höchstens {0}, wie viele Wiederholungen er hatte, insgesamt mindestens eine.</translation>
    </message>
    <message>
        <source>Set mail.security to starttls or tls.</source>
        <translation>Setzen Sie mail.security auf starttls oder tls.</translation>
    </message>
    <message>
        <source>Set mail.security to starttls, or mail.port to the server’s port for TLS, usually 465.</source>
        <translation>Setzen Sie mail.security auf starttls oder mail.port auf den TLS-Port des Servers, meist 465.</translation>
    </message>
    <message>
        <source>Set mail.security to tls with its port, mostly 465, or mail.port to that for STARTTLS, mostly 587.</source>
        <translation>Setzen Sie mail.security auf tls mit dem passenden Port, meist 465, oder mail.port auf den für STARTTLS, meist 587.</translation>
    </message>
    <message>
        <source>Set mail.sender to an address that belongs to mail.account; some servers want an account.</source>
        <translation>Setzen Sie mail.sender auf eine Adresse, die zu mail.account gehört; manche Server verlangen ein Konto.</translation>
    </message>
    <message>
        <source>Set one up first.</source>
        <translation>Richten Sie zuerst einen ein.</translation>
    </message>
    <message>
        <source>Set the clock, and try again.</source>
        <translation>Stellen Sie die Uhr und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Sets are counted from 1.</source>
        <translation>Sätze werden ab 1 gezählt.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Sign in as that one to change accounts.</source>
        <translation>Melden Sie sich mit jenem Konto an, um Konten zu ändern.</translation>
    </message>
    <message>
        <source>Sign in with an account that may.</source>
        <translation>Melden Sie sich mit einem Konto an, das es darf.</translation>
    </message>
    <message>
        <source>Sign in, or ask for a new password.</source>
        <translation>Melden Sie sich an oder fordern Sie ein neues Passwort an.</translation>
    </message>
    <message>
        <source>Somebody else came into view before it was completed.</source>
        <translation>Jemand anderes kam ins Bild, bevor es zu Ende war.</translation>
    </message>
    <message>
        <source>Somebody else has changed {0} since you opened it.</source>
        <translation>Jemand anderes hat {0} geändert, seit Sie es geöffnet haben.</translation>
    </message>
    <message>
        <source>Somebody has to look after the clinic’s accounts: keep this account.</source>
        <translation>Jemand muss sich um die Konten der Klinik kümmern: Behalten Sie dieses Konto.</translation>
    </message>
    <message>
        <source>Start a new session.</source>
        <translation>Beginnen Sie eine neue Sitzung.</translation>
    </message>
    <message>
        <source>Start the newest version.</source>
        <translation>Starten Sie die neueste Version.</translation>
    </message>
    <message>
        <source>Store it anew.</source>
        <translation>Legen Sie sie neu ab.</translation>
    </message>
    <message>
        <source>Storing this file took so long that it was given up.</source>
        <translation>Das Ablegen dieser Datei dauerte so lange, dass es aufgegeben wurde.</translation>
    </message>
    <message>
        <source>Switch it off first, to set up another one.</source>
        <translation>Schalten Sie ihn zuerst aus, um einen anderen einzurichten.</translation>
    </message>
    <message>
        <source>Take the blank away.</source>
        <translation>Nehmen Sie das Leerzeichen weg.</translation>
    </message>
    <message>
        <source>Talk about it at your next appointment.</source>
        <translation>Sprechen Sie beim nächsten Termin darüber.</translation>
    </message>
    <message>
        <source>Tell whoever looks after the server, then try again.</source>
        <translation>Sagen Sie es, wer den Server betreut, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>That decision stands.</source>
        <translation>Jene Entscheidung gilt.</translation>
    </message>
    <message>
        <source>The account</source>
        <translation>Das Konto</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>Die Adresse</translation>
    </message>
    <message>
        <source>The address or the code is not right, or the code is too old.</source>
        <translation>Adresse oder Code stimmt nicht, oder der Code ist zu alt.</translation>
    </message>
    <message>
        <source>The address or the password is not right.</source>
        <translation>Adresse oder Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <source>The audit trail has an entry beyond its end, so that nothing can be added to it.</source>
        <translation>Das Zugriffsprotokoll hat einen Eintrag hinter seinem Ende, sodass ihm nichts hinzugefügt werden kann.</translation>
    </message>
    <message>
        <source>The audit trail has lost its end, so that nothing can be added to it.</source>
        <translation>Das Zugriffsprotokoll hat sein Ende verloren, sodass nichts mehr hinzugefügt werden kann.</translation>
    </message>
    <message>
        <source>The body was not in the position that the exercise begins from.</source>
        <translation>Der Körper war nicht in der Stellung, in der die Übung beginnt.</translation>
    </message>
    <message>
        <source>The camera was closed while it was being opened.</source>
        <translation>Die Kamera wurde geschlossen, während sie geöffnet wurde.</translation>
    </message>
    <message>
        <source>The certificate file {0}, which mail.tls_authority names, cannot be read. Nothing was sent.</source>
        <translation>Die Zertifikatsdatei {0}, die mail.tls_authority nennt, ist nicht lesbar. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate of the mail server {0} is not trusted: {1}. Nothing was sent.</source>
        <translation>Dem Zertifikat des Mailservers {0} wird nicht vertraut: {1}. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The code is not right.</source>
        <translation>Der Code stimmt nicht.</translation>
    </message>
    <message>
        <source>The connection to the mail server {0} failed.</source>
        <translation>Die Verbindung zum Mailserver {0} ist gescheitert.</translation>
    </message>
    <message>
        <source>The copy {0} cannot be written: {1}.</source>
        <translation>Die Kopie {0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The course of a session over time cannot be read: it is damaged, or was written by a newer version.</source>
        <translation>Der zeitliche Verlauf einer Sitzung ist nicht lesbar: Er ist beschädigt oder wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be made: {1}.</source>
        <translation>Der Datenordner {0} kann nicht angelegt werden: {1}.</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be written: {1}.</source>
        <translation>In den Datenordner {0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The database is unchanged.</source>
        <translation>Die Datenbank ist unverändert.</translation>
    </message>
    <message>
        <source>The database server at {0}</source>
        <translation>Der Datenbankserver auf {0}</translation>
    </message>
    <message>
        <source>The database {0}</source>
        <translation>Die Datenbank {0}</translation>
    </message>
    <message>
        <source>The effort</source>
        <translation>Die Anstrengung</translation>
    </message>
    <message>
        <source>The emergency contact</source>
        <translation>Der Notfallkontakt</translation>
    </message>
    <message>
        <source>The exercise</source>
        <translation>Die Übung</translation>
    </message>
    <message>
        <source>The exercise cannot be kept without loss.</source>
        <translation>Die Übung kann nicht ohne Verlust gespeichert werden.</translation>
    </message>
    <message>
        <source>The exercise file</source>
        <translation>Die Übungsdatei</translation>
    </message>
    <message>
        <source>The exercise has a number that is none.</source>
        <translation>Die Übung enthält eine Zahl, die keine ist.</translation>
    </message>
    <message>
        <source>The exercise has {0} presets.</source>
        <translation>Die Übung hat {0} Voreinstellungen.</translation>
    </message>
    <message>
        <source>The exercise in the database</source>
        <translation>Die Übung in der Datenbank</translation>
    </message>
    <message>
        <source>The exercise, written as a file,</source>
        <translation>Die Übung, als Datei geschrieben,</translation>
    </message>
    <message>
        <source>The exercise’s category</source>
        <translation>Die Kategorie der Übung</translation>
    </message>
    <message>
        <source>The exercise’s key</source>
        <translation>Der Schlüssel der Übung</translation>
    </message>
    <message>
        <source>The exercise’s name</source>
        <translation>Der Name der Übung</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The file is kept there.</source>
        <translation>Dort wird die Datei aufbewahrt.</translation>
    </message>
    <message>
        <source>The file that was there before is kept.</source>
        <translation>Die vorherige Datei ist erhalten.</translation>
    </message>
    <message>
        <source>The file {0}, which names the folder of stored files, holds something else.</source>
        <translation>Die Datei {0}, die den Ordner der abgelegten Dateien nennt, enthält etwas anderes.</translation>
    </message>
    <message>
        <source>The files in it are kept.</source>
        <translation>Die Dateien darin sind erhalten.</translation>
    </message>
    <message>
        <source>The folder of stored files, {0}, cannot be {1}: {2}.</source>
        <translation>Mit dem Ordner der abgelegten Dateien, {0}, geht etwas nicht ({1}): {2}.</translation>
    </message>
    <message>
        <source>The journal {0}</source>
        <translation>Das Journal {0}</translation>
    </message>
    <message>
        <source>The last administrator cannot be erased.</source>
        <translation>Das letzte Administratorkonto kann nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>The licence number</source>
        <translation>Die Zulassungsnummer</translation>
    </message>
    <message>
        <source>The list of languages</source>
        <translation>Die Liste der Sprachen</translation>
    </message>
    <message>
        <source>The mail server does not take {0} just now ({1}).</source>
        <translation>Der Mailserver nimmt {0} gerade nicht an ({1}).</translation>
    </message>
    <message>
        <source>The mail server refuses {0} for good ({1}).</source>
        <translation>Der Mailserver lehnt {0} endgültig ab ({1}).</translation>
    </message>
    <message>
        <source>The mail server {0} does not answer in time.</source>
        <translation>Der Mailserver {0} antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The mail server {0} does not offer STARTTLS on this port, so nothing was sent.</source>
        <translation>Der Mailserver {0} bietet an diesem Port kein STARTTLS, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The mail server {0} does not speak TLS on this port.</source>
        <translation>Der Mailserver {0} spricht an diesem Port kein TLS.</translation>
    </message>
    <message>
        <source>The mail server {0} does not take mail from the sender’s address ({1}).</source>
        <translation>Der Mailserver {0} nimmt keine E-Mail von der Absenderadresse an ({1}).</translation>
    </message>
    <message>
        <source>The mail server {0} does not take mail just now.</source>
        <translation>Der Mailserver {0} nimmt gerade keine E-Mail an.</translation>
    </message>
    <message>
        <source>The mail server {0} ended the connection.</source>
        <translation>Der Mailserver {0} hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The mail server {0} lets nobody sign in on this port.</source>
        <translation>Der Mailserver {0} lässt an diesem Port niemanden anmelden.</translation>
    </message>
    <message>
        <source>The mail server {0} refuses the account or its password ({1}).</source>
        <translation>Der Mailserver {0} lehnt das Konto oder sein Passwort ab ({1}).</translation>
    </message>
    <message>
        <source>The mail server {0} takes no addresses with such letters.</source>
        <translation>Der Mailserver {0} nimmt keine Adressen mit solchen Buchstaben.</translation>
    </message>
    <message>
        <source>The mail server {0} takes no mail from here ({1}).</source>
        <translation>Der Mailserver {0} nimmt von hier keine E-Mail an ({1}).</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>Der Name</translation>
    </message>
    <message>
        <source>The name in this profile has been verified and is not changed here.</source>
        <translation>Der Name in diesem Profil ist bestätigt und wird hier nicht geändert.</translation>
    </message>
    <message>
        <source>The name of a measure</source>
        <translation>Der Name eines Messwerts</translation>
    </message>
    <message>
        <source>The name of the city</source>
        <translation>Der Name der Stadt</translation>
    </message>
    <message>
        <source>The name of the clinic</source>
        <translation>Der Name der Klinik</translation>
    </message>
    <message>
        <source>The name of the database</source>
        <translation>Der Name der Datenbank</translation>
    </message>
    <message>
        <source>The name of the server</source>
        <translation>Der Name des Servers</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>Die Notiz</translation>
    </message>
    <message>
        <source>The note to {0}{1}</source>
        <translation>Die Notiz zu {0}{1}</translation>
    </message>
    <message>
        <source>The pain</source>
        <translation>Der Schmerz</translation>
    </message>
    <message>
        <source>The password has {0} characters.</source>
        <translation>Das Passwort hat {0} Zeichen.</translation>
    </message>
    <message>
        <source>The password is not right.</source>
        <translation>Das Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>The person could not be seen until its end.</source>
        <translation>Die Person war nicht bis zum Ende zu sehen.</translation>
    </message>
    <message>
        <source>The person walked on meanwhile.</source>
        <translation>Die Person ging währenddessen weiter.</translation>
    </message>
    <message>
        <source>The phone number</source>
        <translation>Die Telefonnummer</translation>
    </message>
    <message>
        <source>The picture of this video is larger than {0} pixels.</source>
        <translation>Das Bild dieses Videos ist größer als {0} Pixel.</translation>
    </message>
    <message>
        <source>The pictures in {0} are too small to see a person in ({1} × {2}).</source>
        <translation>Die Bilder in {0} sind zu klein, um eine Person zu sehen ({1} × {2}).</translation>
    </message>
    <message>
        <source>The plan</source>
        <translation>Der Plan</translation>
    </message>
    <message>
        <source>The plan does not ask for this exercise there.</source>
        <translation>Der Plan verlangt diese Übung dort nicht.</translation>
    </message>
    <message>
        <source>The plan has {0} exercises.</source>
        <translation>Der Plan hat {0} Übungen.</translation>
    </message>
    <message>
        <source>The plan’s goal</source>
        <translation>Das Ziel des Plans</translation>
    </message>
    <message>
        <source>The plan’s title</source>
        <translation>Der Titel des Plans</translation>
    </message>
    <message>
        <source>The pose model cannot be read: {0} ({1}).</source>
        <translation>Das Posenmodell ist nicht lesbar: {0} ({1}).</translation>
    </message>
    <message>
        <source>The pose model cannot be started: {0}.</source>
        <translation>Das Posenmodell lässt sich nicht starten: {0}.</translation>
    </message>
    <message>
        <source>The pose model is missing: {0}.</source>
        <translation>Das Posenmodell fehlt: {0}.</translation>
    </message>
    <message>
        <source>The pose model is not the one that this program was tested with: {0}.</source>
        <translation>Das Posenmodell ist nicht das, mit dem dieses Programm geprüft wurde: {0}.</translation>
    </message>
    <message>
        <source>The preset “{0}”</source>
        <translation>Die Voreinstellung „{0}“</translation>
    </message>
    <message>
        <source>The preset’s name</source>
        <translation>Der Name der Voreinstellung</translation>
    </message>
    <message>
        <source>The program ends; the mail is sent at its next start.</source>
        <translation>Das Programm endet; die E-Mail wird beim nächsten Start gesendet.</translation>
    </message>
    <message>
        <source>The reason</source>
        <translation>Der Grund</translation>
    </message>
    <message>
        <source>The recording ended before it was completed.</source>
        <translation>Die Aufnahme endete, bevor es zu Ende war.</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>Die Anfrage</translation>
    </message>
    <message>
        <source>The server does not hand out {0} ({1}).</source>
        <translation>Der Server gibt {0} nicht heraus ({1}).</translation>
    </message>
    <message>
        <source>The setting database.tls_authority names {0}, which is not a readable certificate file.</source>
        <translation>Die Einstellung database.tls_authority nennt {0}; das ist keine lesbare Zertifikatsdatei.</translation>
    </message>
    <message>
        <source>The setting database.url is not an address that PhysioCheck can use.</source>
        <translation>Die Einstellung database.url ist keine Adresse, die PhysioCheck benutzen kann.</translation>
    </message>
    <message>
        <source>The specialty</source>
        <translation>Das Fachgebiet</translation>
    </message>
    <message>
        <source>The text about you</source>
        <translation>Der Text über Sie</translation>
    </message>
    <message>
        <source>The text on conditions</source>
        <translation>Der Text zu Beschwerden</translation>
    </message>
    <message>
        <source>The text on goals</source>
        <translation>Der Text zu den Zielen</translation>
    </message>
    <message>
        <source>The word to the end</source>
        <translation>Das Wort zum Ende</translation>
    </message>
    <message>
        <source>Their change is kept, and yours was not saved.</source>
        <translation>Jene Änderung ist gespeichert, Ihre nicht.</translation>
    </message>
    <message>
        <source>There are no pictures in {0}.</source>
        <translation>In {0} sind keine Bilder.</translation>
    </message>
    <message>
        <source>There is no camera called “{0}”.</source>
        <translation>Es gibt keine Kamera namens „{0}“.</translation>
    </message>
    <message>
        <source>There is no camera {0} on this computer.</source>
        <translation>An diesem Computer gibt es keine Kamera {0}.</translation>
    </message>
    <message>
        <source>There is no exercise called “{0}”.</source>
        <translation>Es gibt keine Übung namens „{0}“.</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>Es gibt keine Datei {0}.</translation>
    </message>
    <message>
        <source>There is no picture in {0}, only sound or data.</source>
        <translation>In {0} ist kein Bild, nur Ton oder Daten.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>There is nothing in this plan to publish.</source>
        <translation>In diesem Plan ist nichts zu veröffentlichen.</translation>
    </message>
    <message>
        <source>There were too many tries today.</source>
        <translation>Heute gab es zu viele Versuche.</translation>
    </message>
    <message>
        <source>There were too many tries.</source>
        <translation>Es gab zu viele Versuche.</translation>
    </message>
    <message>
        <source>These numbers of repetitions cannot be kept.</source>
        <translation>Diese Wiederholungszahlen können nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>This account asks for a code too.</source>
        <translation>Dieses Konto verlangt auch einen Code.</translation>
    </message>
    <message>
        <source>This account has a second factor already.</source>
        <translation>Dieses Konto hat schon einen zweiten Faktor.</translation>
    </message>
    <message>
        <source>This account has no second factor.</source>
        <translation>Dieses Konto hat keinen zweiten Faktor.</translation>
    </message>
    <message>
        <source>This account is never told such a thing.</source>
        <translation>Diesem Konto wird so etwas nie mitgeteilt.</translation>
    </message>
    <message>
        <source>This account may not do that before the clinic has verified it.</source>
        <translation>Dieses Konto darf das erst, wenn die Klinik es bestätigt hat.</translation>
    </message>
    <message>
        <source>This account may not do that.</source>
        <translation>Dieses Konto darf das nicht.</translation>
    </message>
    <message>
        <source>This account may not read {0}.</source>
        <translation>Dieses Konto darf {0} nicht lesen.</translation>
    </message>
    <message>
        <source>This account may not use camera {0} ({1}).</source>
        <translation>Dieses Konto darf Kamera {0} nicht benutzen ({1}).</translation>
    </message>
    <message>
        <source>This address cannot be used for a new account.</source>
        <translation>Diese Adresse ist für ein neues Konto nicht möglich.</translation>
    </message>
    <message>
        <source>This clinic has an administrator already.</source>
        <translation>Diese Klinik hat schon ein Administratorkonto.</translation>
    </message>
    <message>
        <source>This clinic sends no mail.</source>
        <translation>Diese Klinik versendet keine E-Mail.</translation>
    </message>
    <message>
        <source>This clip is longer than {0} seconds.</source>
        <translation>Dieser Clip ist länger als {0} Sekunden.</translation>
    </message>
    <message>
        <source>This computer’s patient</source>
        <translation>Patient/in dieses Computers</translation>
    </message>
    <message>
        <source>This document can run or start something, or has other files in it.</source>
        <translation>Dieses Dokument kann etwas ausführen oder starten oder enthält andere Dateien.</translation>
    </message>
    <message>
        <source>This document has more than {0} pages.</source>
        <translation>Dieses Dokument hat mehr als {0} Seiten.</translation>
    </message>
    <message>
        <source>This document has no pages.</source>
        <translation>Dieses Dokument hat keine Seiten.</translation>
    </message>
    <message>
        <source>This document is locked with a password.</source>
        <translation>Dieses Dokument ist mit einem Passwort geschützt.</translation>
    </message>
    <message>
        <source>This file cannot be read: {0}.</source>
        <translation>Diese Datei ist nicht lesbar: {0}.</translation>
    </message>
    <message>
        <source>This file has more than {0} MB, which is too much here.</source>
        <translation>Diese Datei hat mehr als {0} MB, das ist hier zu viel.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>This file is kept where this computer does not look for files.</source>
        <translation>Diese Datei liegt dort, wo dieser Computer nicht nach Dateien sucht.</translation>
    </message>
    <message>
        <source>This file is not where it was kept any more.</source>
        <translation>Diese Datei ist nicht mehr dort, wo sie aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>This file was changed by something other than PhysioCheck, so it is not shown.</source>
        <translation>Diese Datei wurde nicht von PhysioCheck geändert und wird deshalb nicht gezeigt.</translation>
    </message>
    <message>
        <source>This is a folder or a device, not a file.</source>
        <translation>Das ist ein Ordner oder ein Gerät, keine Datei.</translation>
    </message>
    <message>
        <source>This is no name of a file.</source>
        <translation>Das ist kein Dateiname.</translation>
    </message>
    <message>
        <source>This is no port.</source>
        <translation>Das ist kein Port.</translation>
    </message>
    <message>
        <source>This is not a PDF document that can be read, or it is damaged.</source>
        <translation>Das ist kein lesbares PDF-Dokument, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>This is not a picture that can be read, or it is damaged.</source>
        <translation>Das ist kein lesbares Bild, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>This is not a video that can be read, or it is damaged.</source>
        <translation>Das ist kein lesbares Video, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>This licence has been verified and is not changed here.</source>
        <translation>Diese Zulassung ist bestätigt und wird hier nicht geändert.</translation>
    </message>
    <message>
        <source>This password is among those that are tried first.</source>
        <translation>Dieses Passwort gehört zu denen, die zuerst ausprobiert werden.</translation>
    </message>
    <message>
        <source>This physician has given another licence number meanwhile.</source>
        <translation>Inzwischen wurde eine andere Zulassungsnummer angegeben.</translation>
    </message>
    <message>
        <source>This picture is larger than {0} megapixels, far too narrow, or would take too long.</source>
        <translation>Dieses Bild ist größer als {0} Megapixel, viel zu schmal oder würde zu lange dauern.</translation>
    </message>
    <message>
        <source>This plan has ended.</source>
        <translation>Dieser Plan ist beendet.</translation>
    </message>
    <message>
        <source>This record does not exist, or is not yours.</source>
        <translation>Diesen Datensatz gibt es nicht, oder er gehört nicht zu Ihnen.</translation>
    </message>
    <message>
        <source>This request has no answer yet.</source>
        <translation>Diese Anfrage hat noch keine Antwort.</translation>
    </message>
    <message>
        <source>This request is {0} already.</source>
        <translation>Diese Anfrage hat schon den Stand „{0}“.</translation>
    </message>
    <message>
        <source>This session has already ended, so repetition {0} was not added to it.</source>
        <translation>Diese Sitzung ist schon beendet, deshalb wurde Wiederholung {0} nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>This suggestion has been {0} already.</source>
        <translation>Über diesen Vorschlag ist schon entschieden: „{0}“.</translation>
    </message>
    <message>
        <source>This version of PhysioCheck cannot read it.</source>
        <translation>Diese Version von PhysioCheck kann es nicht lesen.</translation>
    </message>
    <message>
        <source>This video has no picture that can be kept.</source>
        <translation>Dieses Video hat kein Bild, das sich aufbewahren lässt.</translation>
    </message>
    <message>
        <source>This video is a single picture.</source>
        <translation>Dieses Video ist ein einziges Bild.</translation>
    </message>
    <message>
        <source>This video was cut off; a part of it is missing.</source>
        <translation>Dieses Video wurde abgeschnitten; ein Teil fehlt.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Try again, or ask for a new password.</source>
        <translation>Versuchen Sie es erneut oder fordern Sie ein neues Passwort an.</translation>
    </message>
    <message>
        <source>Try again, or sign out.</source>
        <translation>Versuchen Sie es erneut oder melden Sie sich ab.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell whoever looks after the server.</source>
        <translation>Versuchen Sie es erneut; bleibt es so, sagen Sie es, wer den Server betreut.</translation>
    </message>
    <message>
        <source>Try again; the details are in the log file.</source>
        <translation>Versuchen Sie es erneut; Einzelheiten stehen in der Protokolldatei.</translation>
    </message>
    <message>
        <source>Try from the computer you always use, or tomorrow.</source>
        <translation>Versuchen Sie es an dem Computer, den Sie immer benutzen, oder morgen.</translation>
    </message>
    <message>
        <source>Try it again in a moment; make sure that this computer has a connection.</source>
        <translation>Versuchen Sie es gleich noch einmal; sorgen Sie dafür, dass dieser Computer eine Verbindung hat.</translation>
    </message>
    <message>
        <source>Try it again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Two presets have the same name.</source>
        <translation>Zwei Voreinstellungen haben denselben Namen.</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again, or restart the program that holds it.</source>
        <translation>Ziehen Sie sie ab und stecken Sie sie wieder an, oder starten Sie das Programm neu, das sie benutzt.</translation>
    </message>
    <message>
        <source>Use another.</source>
        <translation>Nehmen Sie eine andere.</translation>
    </message>
    <message>
        <source>Use the name that is in its certificate, or name its authority’s file in mail.tls_authority.</source>
        <translation>Nehmen Sie den Namen, der im Zertifikat steht, oder nennen Sie in mail.tls_authority die Datei der Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>Videos cannot be opened through “{0}”.</source>
        <translation>Videos lassen sich nicht über „{0}“ öffnen.</translation>
    </message>
    <message>
        <source>Wait for the app’s next one, or use a recovery code.</source>
        <translation>Warten Sie auf den nächsten Code der App oder nehmen Sie einen Ersatzcode.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Warten Sie, bis es fertig ist, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Wait {0} minutes, then try again.</source>
        <translation>Warten Sie {0} Minuten und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>What a repetition says of a rule</source>
        <translation>Was eine Wiederholung über eine Regel sagt</translation>
    </message>
    <message>
        <source>What a rule says</source>
        <translation>Was eine Regel sagt</translation>
    </message>
    <message>
        <source>What cut a repetition short</source>
        <translation>Was eine Wiederholung abgebrochen hat</translation>
    </message>
    <message>
        <source>What is kept in place of this file was not sealed by PhysioCheck, or was changed, so it is not shown.</source>
        <translation>Was anstelle dieser Datei aufbewahrt wird, hat PhysioCheck nicht versiegelt, oder es wurde geändert; deshalb wird es nicht gezeigt.</translation>
    </message>
    <message>
        <source>What is looked for</source>
        <translation>Der Suchtext</translation>
    </message>
    <message>
        <source>What you look for</source>
        <translation>Ihr Suchtext</translation>
    </message>
    <message>
        <source>What you say of the pain</source>
        <translation>Was Sie über den Schmerz sagen</translation>
    </message>
    <message>
        <source>Without an e-mail after each session there is none that details could be in.</source>
        <translation>Ohne eine E-Mail nach jeder Sitzung gibt es keine, in der Einzelheiten stehen könnten.</translation>
    </message>
    <message>
        <source>Write a number from 1 to 65535, or leave it empty for 3306.</source>
        <translation>Schreiben Sie eine Zahl von 1 bis 65535, oder lassen Sie es leer für 3306.</translation>
    </message>
    <message>
        <source>Write it anew, without pasting.</source>
        <translation>Schreiben Sie es neu, ohne es einzufügen.</translation>
    </message>
    <message>
        <source>Write it as mysql://ACCOUNT:PASSWORD@HOST/DATABASE, or leave it out to keep the data on this computer.</source>
        <translation>Schreiben Sie sie als mysql://ACCOUNT:PASSWORD@HOST/DATABASE, oder lassen Sie sie weg, damit die Daten auf diesem Computer bleiben.</translation>
    </message>
    <message>
        <source>Write it without blanks, like name@example.org.</source>
        <translation>Schreiben Sie sie ohne Leerzeichen, wie name@example.org.</translation>
    </message>
    <message>
        <source>Write the keys to a file on a computer that has them (physiocheck keys export FILE), bring it here and read it in (physiocheck keys import FILE).</source>
        <translation>Schreiben Sie die Schlüssel an einem Computer, der sie hat, in eine Datei (physiocheck keys export FILE), bringen Sie sie her und lesen Sie sie ein (physiocheck keys import FILE).</translation>
    </message>
    <message>
        <source>Write the name alone.</source>
        <translation>Schreiben Sie nur den Namen.</translation>
    </message>
    <message>
        <source>Write {0} characters.</source>
        <translation>Schreiben Sie {0} Zeichen.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
    <message>
        <source>You have been verified by this document, and it is not changed here.</source>
        <translation>Sie wurden anhand dieses Dokuments bestätigt, und es wird hier nicht geändert.</translation>
    </message>
    <message>
        <source>You were away.</source>
        <translation>Sie waren weg.</translation>
    </message>
    <message>
        <source>Your account may not use {0}.</source>
        <translation>Ihr Konto darf {0} nicht benutzen.</translation>
    </message>
    <message>
        <source>Your physiotherapist decides on this suggestion.</source>
        <translation>Über diesen Vorschlag entscheidet Ihre Therapeutin oder Ihr Therapeut.</translation>
    </message>
    <message>
        <source>Your work is kept.</source>
        <translation>Ihre Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>{0} asks for what nobody can do.</source>
        <translation>{0} verlangt, was niemand kann.</translation>
    </message>
    <message>
        <source>{0} cannot be reached over the network ({1}).</source>
        <translation>{0} ist über das Netzwerk nicht erreichbar ({1}).</translation>
    </message>
    <message>
        <source>{0} cannot be reached.</source>
        <translation>{0} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} ist nicht lesbar: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be used just now.</source>
        <translation>{0} ist gerade nicht benutzbar.</translation>
    </message>
    <message>
        <source>{0} could not be copied to {1} ({2}).</source>
        <translation>{0} konnte nicht nach {1} kopiert werden ({2}).</translation>
    </message>
    <message>
        <source>{0} could not be opened.</source>
        <translation>{0} konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>{0} could not be written, because its disk is full.</source>
        <translation>{0} konnte nicht geschrieben werden, weil der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>{0} could not prove who it is, so nothing was sent to it.</source>
        <translation>{0} konnte sich nicht ausweisen, deshalb wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>{0} did not come over the network within {1} seconds.</source>
        <translation>{0} kam nicht innerhalb von {1} Sekunden über das Netzwerk.</translation>
    </message>
    <message>
        <source>{0} does not encrypt its connections, so nothing was sent to it.</source>
        <translation>{0} verschlüsselt Verbindungen nicht, deshalb wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>{0} does not let this account do what was needed.</source>
        <translation>{0} erlaubt diesem Konto nicht, was nötig war.</translation>
    </message>
    <message>
        <source>{0} does not say when it is to be done.</source>
        <translation>{0} sagt nicht, wann es zu tun ist.</translation>
    </message>
    <message>
        <source>{0} ends before it begins.</source>
        <translation>{0} endet vor dem Beginn.</translation>
    </message>
    <message>
        <source>{0} exists already.</source>
        <translation>{0} gibt es schon.</translation>
    </message>
    <message>
        <source>{0} has a character that cannot be kept.</source>
        <translation>{0} enthält ein Zeichen, das nicht gespeichert werden kann.</translation>
    </message>
    <message>
        <source>{0} has a day that no plan has.</source>
        <translation>{0} hat einen Tag, den kein Plan hat.</translation>
    </message>
    <message>
        <source>{0} has a letter that it cannot have.</source>
        <translation>{0} enthält einen Buchstaben, der nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>{0} has no database of that name.</source>
        <translation>{0} hat keine Datenbank dieses Namens.</translation>
    </message>
    <message>
        <source>{0} has no records yet.</source>
        <translation>{0} enthält noch keine Aufzeichnungen.</translation>
    </message>
    <message>
        <source>{0} has no space left, or may only be read.</source>
        <translation>{0} hat keinen Platz mehr oder darf nur gelesen werden.</translation>
    </message>
    <message>
        <source>{0} has no tables of PhysioCheck yet.</source>
        <translation>{0} hat noch keine Tabellen von PhysioCheck.</translation>
    </message>
    <message>
        <source>{0} has tables of an older version of PhysioCheck (schema {1}; this version needs {2}).</source>
        <translation>{0} hat Tabellen einer älteren Version von PhysioCheck (Schema {1}; diese Version braucht {2}).</translation>
    </message>
    <message>
        <source>{0} has too many connections.</source>
        <translation>{0} hat zu viele Verbindungen.</translation>
    </message>
    <message>
        <source>{0} has {1} characters.</source>
        <translation>{0} hat {1} Zeichen.</translation>
    </message>
    <message>
        <source>{0} holds tables that are not PhysioCheck’s.</source>
        <translation>{0} enthält Tabellen, die nicht von PhysioCheck sind.</translation>
    </message>
    <message>
        <source>{0} is a device or a pipe, not a video.</source>
        <translation>{0} ist ein Gerät oder eine Pipe, kein Video.</translation>
    </message>
    <message>
        <source>{0} is a folder, not a video.</source>
        <translation>{0} ist ein Ordner, kein Video.</translation>
    </message>
    <message>
        <source>{0} is busy, because another workstation is holding the same records.</source>
        <translation>{0} ist beschäftigt, weil ein anderer Arbeitsplatz dieselben Daten hält.</translation>
    </message>
    <message>
        <source>{0} is damaged.</source>
        <translation>{0} ist beschädigt.</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes).</source>
        <translation>{0} ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>{0} is held by another program, which did not let go in time.</source>
        <translation>{0} wird von einem anderen Programm gehalten, das es nicht rechtzeitig freigab.</translation>
    </message>
    <message>
        <source>{0} is not a PhysioCheck database, or is damaged.</source>
        <translation>{0} ist keine PhysioCheck-Datenbank oder ist beschädigt.</translation>
    </message>
    <message>
        <source>{0} is not a video that can be read, or it is damaged.</source>
        <translation>{0} ist kein lesbares Video oder ist beschädigt.</translation>
    </message>
    <message>
        <source>{0} is not a whole address.</source>
        <translation>{0} ist keine vollständige Adresse.</translation>
    </message>
    <message>
        <source>{0} is not on the scale.</source>
        <translation>{0} liegt nicht auf der Skala.</translation>
    </message>
    <message>
        <source>{0} is on a disk that could not be read or written.</source>
        <translation>{0} liegt auf einem Datenträger, der nicht gelesen oder beschrieben werden konnte.</translation>
    </message>
    <message>
        <source>{0} is to be done {1} times a day.</source>
        <translation>{0} ist {1}-mal am Tag zu tun.</translation>
    </message>
    <message>
        <source>{0} may be read but not written.</source>
        <translation>{0} darf gelesen, aber nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{0} refused the account.</source>
        <translation>{0} hat das Konto abgelehnt.</translation>
    </message>
    <message>
        <source>{0} took too long to answer.</source>
        <translation>{0} brauchte zu lange für eine Antwort.</translation>
    </message>
    <message>
        <source>{0} was made by a newer version of PhysioCheck (schema {1}; this version knows up to {2}).</source>
        <translation>{0} wurde von einer neueren Version von PhysioCheck angelegt (Schema {1}; diese Version kennt bis {2}).</translation>
    </message>
    <message>
        <source>{0} was written by a newer version of PhysioCheck.</source>
        <translation>{0} wurde von einer neueren Version von PhysioCheck geschrieben.</translation>
    </message>
    <message>
        <source>“{0}” is no name of a file.</source>
        <translation>„{0}“ ist kein Dateiname.</translation>
    </message>
</context>
<context>
    <name>ErrorsCard</name>
    <message>
        <source>What comes back, and what helps</source>
        <translation>Was wiederkehrt, und was hilft</translation>
    </message>
    <message>
        <source>Nothing came back in this time: well done.</source>
        <translation>In dieser Zeit kehrte nichts wieder: gut gemacht.</translation>
    </message>
</context>
<context>
    <name>ExerciseCards</name>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
</context>
<context>
    <name>ExerciseChooser</name>
    <message>
        <source>Search {number} exercises</source>
        <translation>{number} Übungen durchsuchen</translation>
    </message>
    <message>
        <source>Search exercises</source>
        <translation>Übungen durchsuchen</translation>
    </message>
    <message>
        <source>Body region</source>
        <translation>Körperregion</translation>
    </message>
    <message>
        <source>All regions</source>
        <translation>Alle Regionen</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Stellung</translation>
    </message>
    <message>
        <source>All positions</source>
        <translation>Alle Stellungen</translation>
    </message>
    <message>
        <source>No exercise fits</source>
        <translation>Keine Übung passt</translation>
    </message>
    <message>
        <source>Try another word, or take a filter away.</source>
        <translation>Versuchen Sie ein anderes Wort oder nehmen Sie einen Filter weg.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Übung wählen</translation>
    </message>
    <message>
        <source>Shown: {number}</source>
        <translation>Angezeigt: {number}</translation>
    </message>
</context>
<context>
    <name>ExerciseDetails</name>
    <message>
        <source>Do not do it with</source>
        <translation>Nicht ausführen bei</translation>
    </message>
    <message>
        <source>Usual range of healthy adults</source>
        <translation>Üblicher Bereich gesunder Erwachsener</translation>
    </message>
    <message>
        <source>Easier: {exercise}</source>
        <translation>Leichter: {exercise}</translation>
    </message>
    <message>
        <source>Harder: {exercise}</source>
        <translation>Schwerer: {exercise}</translation>
    </message>
    <message>
        <source>Usual: {sets} × {number} holds of {time}</source>
        <translation>Üblich: {sets} × {number}-mal {time} halten</translation>
    </message>
    <message>
        <source>Usual: {sets} × {number} holds</source>
        <translation>Üblich: {sets} × {number}-mal halten</translation>
    </message>
    <message>
        <source>, {rest} of rest between</source>
        <translation>, dazwischen {rest} Pause</translation>
    </message>
    <message>
        <source>Usual: {sets} × {number} repetitions</source>
        <translation>Üblich: {sets} × {number} Wiederholungen</translation>
    </message>
    <message>
        <source>{movement}: {degrees}° ({source})</source>
        <translation>{movement}: {degrees}° ({source})</translation>
    </message>
</context>
<context>
    <name>ExercisePage</name>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>About the exercise</source>
        <translation>Über die Übung</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Haltezeiten</translation>
    </message>
    <message>
        <source>{time} each</source>
        <translation>je {time}</translation>
    </message>
    <message>
        <source>left and right together</source>
        <translation>links und rechts zusammen</translation>
    </message>
</context>
<context>
    <name>Exercises</name>
    <message>
        <source>A wound at the knee that opens.</source>
        <translation>Offene Wunde am Knie, die aufgehen kann.</translation>
    </message>
    <message>
        <source>Acute disc injury.</source>
        <translation>Akute Bandscheibenverletzung.</translation>
    </message>
    <message>
        <source>Acute low back pain with leg pain.</source>
        <translation>Akute Kreuzschmerzen mit Schmerzen im Bein.</translation>
    </message>
    <message>
        <source>Acute low back pain worse on bending backward.</source>
        <translation>Akute Kreuzschmerzen, die beim Zurückbeugen stärker werden.</translation>
    </message>
    <message>
        <source>Acute low back pain.</source>
        <translation>Akute Kreuzschmerzen.</translation>
    </message>
    <message>
        <source>Ankle plantar flexion</source>
        <translation>Plantarflexion des Sprunggelenks</translation>
    </message>
    <message>
        <source>Bend at your hip, less at your knee</source>
        <translation>Beugen Sie mehr in der Hüfte, weniger im Knie</translation>
    </message>
    <message>
        <source>Bend at your hips, less at your knees</source>
        <translation>Beugen Sie mehr in den Hüften, weniger in den Knien</translation>
    </message>
    <message>
        <source>Bend forward and let your hands sink toward the floor.</source>
        <translation>Beugen Sie sich vor und lassen Sie die Hände zum Boden sinken.</translation>
    </message>
    <message>
        <source>Bend forward while the other leg goes back, body in one line.</source>
        <translation>Beugen Sie sich vor, während das andere Bein nach hinten geht, der Körper in einer Linie.</translation>
    </message>
    <message>
        <source>Bend it again slowly.</source>
        <translation>Beugen Sie es langsam wieder.</translation>
    </message>
    <message>
        <source>Bend one knee and bring the heel toward your buttock.</source>
        <translation>Beugen Sie ein Knie und führen Sie die Ferse zum Gesäß.</translation>
    </message>
    <message>
        <source>Bend one knee and move your weight over it, the other leg straight.</source>
        <translation>Beugen Sie ein Knie und verlagern Sie Ihr Gewicht darüber, das andere Bein gestreckt.</translation>
    </message>
    <message>
        <source>Bend your elbow and bring the hand to the shoulder, the upper arm stays still.</source>
        <translation>Beugen Sie den Ellbogen und führen Sie die Hand zur Schulter; der Oberarm bleibt ruhig.</translation>
    </message>
    <message>
        <source>Bend your elbows and lower your chest until the upper arms are about level.</source>
        <translation>Beugen Sie die Ellbogen und senken Sie die Brust, bis die Oberarme etwa waagerecht sind.</translation>
    </message>
    <message>
        <source>Bend your knees a little.</source>
        <translation>Beugen Sie die Knie ein wenig.</translation>
    </message>
    <message>
        <source>Bent-over row</source>
        <translation>Vorgebeugtes Rudern</translation>
    </message>
    <message>
        <source>Bird dog</source>
        <translation>Vierfüßler diagonal</translation>
    </message>
    <message>
        <source>Bring head, hips and heels into one line</source>
        <translation>Bringen Sie Kopf, Hüfte und Fersen in eine Linie</translation>
    </message>
    <message>
        <source>Bring it back slowly.</source>
        <translation>Führen Sie es langsam zurück.</translation>
    </message>
    <message>
        <source>Bring them together again.</source>
        <translation>Führen Sie sie wieder zusammen.</translation>
    </message>
    <message>
        <source>Bring your hips in line with your body</source>
        <translation>Bringen Sie die Hüfte in eine Linie mit dem Körper</translation>
    </message>
    <message>
        <source>Chest opener</source>
        <translation>Brustöffner</translation>
    </message>
    <message>
        <source>Come back and keep your back still.</source>
        <translation>Gehen Sie zurück und halten Sie den Rücken ruhig.</translation>
    </message>
    <message>
        <source>Come back to the middle.</source>
        <translation>Kommen Sie zur Mitte zurück.</translation>
    </message>
    <message>
        <source>Come back up and stay in one plane.</source>
        <translation>Kommen Sie wieder hoch und bleiben Sie in einer Ebene.</translation>
    </message>
    <message>
        <source>Come back upright.</source>
        <translation>Kommen Sie wieder in den aufrechten Stand.</translation>
    </message>
    <message>
        <source>Come up by bringing your hips forward.</source>
        <translation>Richten Sie sich auf, indem Sie die Hüfte vorschieben.</translation>
    </message>
    <message>
        <source>Come up until your chest is near your thighs.</source>
        <translation>Kommen Sie hoch, bis die Brust nah an den Oberschenkeln ist.</translation>
    </message>
    <message>
        <source>Cramp or pain at the back of the thigh.</source>
        <translation>Krampf oder Schmerz an der Rückseite des Oberschenkels.</translation>
    </message>
    <message>
        <source>Curl-up</source>
        <translation>Curl-up</translation>
    </message>
    <message>
        <source>Dizziness on moving the head.</source>
        <translation>Schwindel bei Kopfbewegungen.</translation>
    </message>
    <message>
        <source>Dizziness on standing up: only with somebody beside you.</source>
        <translation>Schwindel beim Aufstehen: nur, wenn jemand bei Ihnen ist.</translation>
    </message>
    <message>
        <source>Dizziness, double vision or faintness on turning the head.</source>
        <translation>Schwindel, Doppelbilder oder Schwäche beim Drehen des Kopfes.</translation>
    </message>
    <message>
        <source>Do not lean back</source>
        <translation>Lehnen Sie sich nicht zurück</translation>
    </message>
    <message>
        <source>Do not lean forward</source>
        <translation>Lehnen Sie sich nicht vor</translation>
    </message>
    <message>
        <source>Donkey kick</source>
        <translation>Beinheben im Vierfüßlerstand</translation>
    </message>
    <message>
        <source>Elbow flexion</source>
        <translation>Ellbogenbeugung</translation>
    </message>
    <message>
        <source>Face the camera. Lie on your side, legs straight.</source>
        <translation>Zur Kamera gewandt auf die Seite legen, Beine gestreckt.</translation>
    </message>
    <message>
        <source>Face the camera. Sit tall and look straight ahead.</source>
        <translation>Zur Kamera gewandt aufrecht sitzen und geradeaus schauen.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall and hold on to a chair if you need it.</source>
        <translation>Zur Kamera gewandt aufrecht stehen; halten Sie sich bei Bedarf an einem Stuhl fest.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall and stretch both arms forward at shoulder height.</source>
        <translation>Zur Kamera gewandt aufrecht stehen und beide Arme auf Schulterhöhe nach vorn strecken.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall, thumbs pointing up.</source>
        <translation>Zur Kamera gewandt aufrecht stehen, die Daumen zeigen nach oben.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall, your hands close together in front of your thighs.</source>
        <translation>Zur Kamera gewandt aufrecht stehen, die Hände dicht beieinander vor den Oberschenkeln.</translation>
    </message>
    <message>
        <source>Face the camera. Stand with your feet hip-width apart, arms hanging.</source>
        <translation>Zur Kamera gewandt hüftbreit stehen, die Arme hängen.</translation>
    </message>
    <message>
        <source>Face the camera. Stand with your feet wide apart.</source>
        <translation>Zur Kamera gewandt stehen, die Füße weit auseinander.</translation>
    </message>
    <message>
        <source>Falls or dizziness of late, unless somebody stands beside you.</source>
        <translation>Stürze oder Schwindel in letzter Zeit, außer wenn jemand neben Ihnen steht.</translation>
    </message>
    <message>
        <source>Forward bend</source>
        <translation>Vorbeuge</translation>
    </message>
    <message>
        <source>Glute bridge</source>
        <translation>Gesäßbrücke</translation>
    </message>
    <message>
        <source>Go down until your thighs are almost level, heels on the floor, back long.</source>
        <translation>Gehen Sie hinunter, bis die Oberschenkel fast waagerecht sind, Fersen am Boden, Rücken lang.</translation>
    </message>
    <message>
        <source>Good, that is better.</source>
        <translation>Gut, so ist es besser.</translation>
    </message>
    <message>
        <source>Hang from the bar with straight arms, hands wider than your shoulders.</source>
        <translation>Hängen Sie mit gestreckten Armen an der Stange, die Hände weiter als schulterbreit.</translation>
    </message>
    <message>
        <source>Hang still, do not swing</source>
        <translation>Hängen Sie ruhig, schwingen Sie nicht</translation>
    </message>
    <message>
        <source>Heart disease without a doctor&apos;s consent.</source>
        <translation>Herzkrankheit ohne ärztliche Zustimmung.</translation>
    </message>
    <message>
        <source>Heel raise</source>
        <translation>Fersenheben</translation>
    </message>
    <message>
        <source>Heel slide</source>
        <translation>Fersenrutschen</translation>
    </message>
    <message>
        <source>High blood pressure that is not well controlled: holding raises it.</source>
        <translation>Bluthochdruck, der nicht gut eingestellt ist: Halten steigert ihn.</translation>
    </message>
    <message>
        <source>Hip abduction</source>
        <translation>Hüftabduktion</translation>
    </message>
    <message>
        <source>Hip extension</source>
        <translation>Hüftstreckung</translation>
    </message>
    <message>
        <source>Hip flexion</source>
        <translation>Hüftbeugung</translation>
    </message>
    <message>
        <source>Hip hinge</source>
        <translation>Hüftbeuge</translation>
    </message>
    <message>
        <source>Hip replacement within the time your surgeon named.</source>
        <translation>Hüftprothese innerhalb der Zeit, die Ihnen nach der Operation genannt wurde.</translation>
    </message>
    <message>
        <source>Hip replacement: not beyond the angle that your surgeon named.</source>
        <translation>Hüftprothese: nicht über den Winkel hinaus, der Ihnen nach der Operation genannt wurde.</translation>
    </message>
    <message>
        <source>Hip replacement: not beyond the angle your surgeon named.</source>
        <translation>Hüftprothese: nicht über den Winkel hinaus, der Ihnen nach der Operation genannt wurde.</translation>
    </message>
    <message>
        <source>Hold still and breathe on. Slide up again when the seconds are done.</source>
        <translation>Halten Sie still und atmen Sie weiter. Rutschen Sie wieder hoch, wenn die Sekunden um sind.</translation>
    </message>
    <message>
        <source>Hold the line and breathe on. Put the knees down when the seconds are done.</source>
        <translation>Halten Sie die Linie und atmen Sie weiter. Setzen Sie die Knie ab, wenn die Sekunden um sind.</translation>
    </message>
    <message>
        <source>Jump back to the start.</source>
        <translation>Springen Sie zurück zum Anfang.</translation>
    </message>
    <message>
        <source>Jump with your feet apart and swing your arms up over your head.</source>
        <translation>Springen Sie mit den Füßen auseinander und schwingen Sie die Arme über den Kopf.</translation>
    </message>
    <message>
        <source>Jumping jack</source>
        <translation>Hampelmann</translation>
    </message>
    <message>
        <source>Keep still and look ahead. Put the foot down when the seconds are done, then change legs.</source>
        <translation>Bleiben Sie ruhig und schauen Sie nach vorn. Setzen Sie den Fuß ab, wenn die Sekunden um sind, und wechseln Sie das Bein.</translation>
    </message>
    <message>
        <source>Keep your arms at shoulder height</source>
        <translation>Halten Sie die Arme auf Schulterhöhe</translation>
    </message>
    <message>
        <source>Keep your back on the floor</source>
        <translation>Lassen Sie den Rücken am Boden</translation>
    </message>
    <message>
        <source>Keep your chest up</source>
        <translation>Lassen Sie die Brust oben</translation>
    </message>
    <message>
        <source>Keep your elbow straight</source>
        <translation>Halten Sie den Ellbogen gestreckt</translation>
    </message>
    <message>
        <source>Keep your heels on the floor</source>
        <translation>Lassen Sie die Fersen am Boden</translation>
    </message>
    <message>
        <source>Keep your hips level</source>
        <translation>Halten Sie die Hüften gerade</translation>
    </message>
    <message>
        <source>Keep your knee bent</source>
        <translation>Lassen Sie das Knie gebeugt</translation>
    </message>
    <message>
        <source>Keep your knee straight</source>
        <translation>Halten Sie das Knie gestreckt</translation>
    </message>
    <message>
        <source>Keep your knees bent</source>
        <translation>Lassen Sie die Knie gebeugt</translation>
    </message>
    <message>
        <source>Keep your knees straight</source>
        <translation>Halten Sie die Knie gestreckt</translation>
    </message>
    <message>
        <source>Keep your knees straighter</source>
        <translation>Strecken Sie die Knie mehr</translation>
    </message>
    <message>
        <source>Keep your legs straight</source>
        <translation>Halten Sie die Beine gestreckt</translation>
    </message>
    <message>
        <source>Keep your pelvis level</source>
        <translation>Halten Sie das Becken gerade</translation>
    </message>
    <message>
        <source>Keep your trunk still, do not swing</source>
        <translation>Halten Sie den Rumpf ruhig, schwingen Sie nicht</translation>
    </message>
    <message>
        <source>Keep your trunk upright</source>
        <translation>Halten Sie den Rumpf aufrecht</translation>
    </message>
    <message>
        <source>Keep your trunk upright, do not lean away</source>
        <translation>Halten Sie den Rumpf aufrecht, neigen Sie sich nicht weg</translation>
    </message>
    <message>
        <source>Keep your upper arm still</source>
        <translation>Halten Sie den Oberarm ruhig</translation>
    </message>
    <message>
        <source>Keep your upper arms beside your ears</source>
        <translation>Halten Sie die Oberarme neben den Ohren</translation>
    </message>
    <message>
        <source>Knee flexion</source>
        <translation>Kniebeugung</translation>
    </message>
    <message>
        <source>Knee or wrist pain under load.</source>
        <translation>Schmerzen in Knie oder Handgelenk bei Belastung.</translation>
    </message>
    <message>
        <source>Knee pain in front that rises with depth.</source>
        <translation>Schmerzen vorn am Knie, die mit der Tiefe zunehmen.</translation>
    </message>
    <message>
        <source>Knee pain that rises with depth: stay above it.</source>
        <translation>Knieschmerzen, die mit der Tiefe zunehmen: bleiben Sie darüber.</translation>
    </message>
    <message>
        <source>Kneel on all fours with your side to the camera, hands under your shoulders.</source>
        <translation>Vierfüßlerstand seitlich zur Kamera, die Hände unter den Schultern.</translation>
    </message>
    <message>
        <source>Leaking of urine on jumping: do it as a step.</source>
        <translation>Urinverlust beim Springen: als Schritt ausführen.</translation>
    </message>
    <message>
        <source>Lean backward from the waist as far as is comfortable.</source>
        <translation>Beugen Sie sich aus der Taille so weit zurück, wie es angenehm ist.</translation>
    </message>
    <message>
        <source>Lean forward less, push with your legs</source>
        <translation>Lehnen Sie sich weniger vor, drücken Sie mit den Beinen</translation>
    </message>
    <message>
        <source>Lean your back against the wall</source>
        <translation>Lehnen Sie den Rücken an die Wand</translation>
    </message>
    <message>
        <source>Let one ear sink toward the shoulder of the same side.</source>
        <translation>Lassen Sie ein Ohr zur Schulter derselben Seite sinken.</translation>
    </message>
    <message>
        <source>Let them come back to your sides.</source>
        <translation>Lassen Sie sie an die Seiten zurückkommen.</translation>
    </message>
    <message>
        <source>Let your thigh point straight down</source>
        <translation>Lassen Sie den Oberschenkel gerade nach unten zeigen</translation>
    </message>
    <message>
        <source>Lie on your back with your side to the camera, knees bent, feet flat on the floor.</source>
        <translation>Rückenlage seitlich zur Kamera, Knie gebeugt, Füße flach am Boden.</translation>
    </message>
    <message>
        <source>Lift one bent leg backward until the thigh is level with your back.</source>
        <translation>Heben Sie ein gebeugtes Bein nach hinten, bis der Oberschenkel auf Höhe des Rückens ist.</translation>
    </message>
    <message>
        <source>Lift one foot well off the floor, bending the knee, and stand tall on the other leg. The side told is the lifted one.</source>
        <translation>Heben Sie mit gebeugtem Knie einen Fuß deutlich vom Boden und stehen Sie aufrecht auf dem anderen Bein. Die genannte Seite ist die gehobene.</translation>
    </message>
    <message>
        <source>Lift one knee a hand&apos;s breadth or more off the seat.</source>
        <translation>Heben Sie ein Knie eine Handbreit oder mehr vom Sitz.</translation>
    </message>
    <message>
        <source>Lift one knee to hip height.</source>
        <translation>Heben Sie ein Knie auf Hüfthöhe.</translation>
    </message>
    <message>
        <source>Lift one knee until the thigh is level, then put the foot down.</source>
        <translation>Heben Sie ein Knie, bis der Oberschenkel waagerecht ist, und setzen Sie den Fuß wieder ab.</translation>
    </message>
    <message>
        <source>Lift the arm forward and upwards as far as you can, elbow straight.</source>
        <translation>Heben Sie den Arm nach vorn und oben, so weit Sie können, der Ellbogen gestreckt.</translation>
    </message>
    <message>
        <source>Lift the arm sideways and upwards as far as you can, elbow straight.</source>
        <translation>Heben Sie den Arm seitlich und nach oben, so weit Sie können, der Ellbogen gestreckt.</translation>
    </message>
    <message>
        <source>Lift the other knee, and go on in turn.</source>
        <translation>Heben Sie das andere Knie und machen Sie abwechselnd weiter.</translation>
    </message>
    <message>
        <source>Lift the straight leg to the height of the other knee.</source>
        <translation>Heben Sie das gestreckte Bein auf die Höhe des anderen Knies.</translation>
    </message>
    <message>
        <source>Lift the upper leg without rolling backward.</source>
        <translation>Heben Sie das obere Bein, ohne nach hinten zu rollen.</translation>
    </message>
    <message>
        <source>Lift your chest</source>
        <translation>Heben Sie die Brust</translation>
    </message>
    <message>
        <source>Lift your chest off the mat.</source>
        <translation>Heben Sie die Brust von der Matte.</translation>
    </message>
    <message>
        <source>Lift your elbows sideways to shoulder height, your hands close to your body.</source>
        <translation>Heben Sie die Ellbogen seitlich auf Schulterhöhe, die Hände nah am Körper.</translation>
    </message>
    <message>
        <source>Lift your head and shoulder blades off the mat.</source>
        <translation>Heben Sie Kopf und Schulterblätter von der Matte.</translation>
    </message>
    <message>
        <source>Lift your hips a little higher</source>
        <translation>Heben Sie die Hüfte etwas höher</translation>
    </message>
    <message>
        <source>Lift your hips all the way</source>
        <translation>Heben Sie die Hüfte ganz hoch</translation>
    </message>
    <message>
        <source>Lift your hips with the bent leg until your body is in one line.</source>
        <translation>Heben Sie mit dem gebeugten Bein die Hüfte, bis der Körper in einer Linie ist.</translation>
    </message>
    <message>
        <source>Lift your leg until it is in line with your back</source>
        <translation>Heben Sie das Bein, bis es in einer Linie mit dem Rücken ist</translation>
    </message>
    <message>
        <source>Lower it slowly to your side.</source>
        <translation>Senken Sie ihn langsam an Ihre Seite.</translation>
    </message>
    <message>
        <source>Lower it slowly.</source>
        <translation>Langsam wieder senken.</translation>
    </message>
    <message>
        <source>Lower them slowly to shoulder height.</source>
        <translation>Senken Sie sie langsam auf Schulterhöhe.</translation>
    </message>
    <message>
        <source>Lower them slowly.</source>
        <translation>Senken Sie sie langsam.</translation>
    </message>
    <message>
        <source>Lower your hands slowly.</source>
        <translation>Senken Sie die Hände langsam.</translation>
    </message>
    <message>
        <source>Lower your heels slowly.</source>
        <translation>Senken Sie die Fersen langsam.</translation>
    </message>
    <message>
        <source>Lower your hips slowly to the floor.</source>
        <translation>Senken Sie die Hüfte langsam zum Boden.</translation>
    </message>
    <message>
        <source>Lower yourself slowly until the arms are straight.</source>
        <translation>Lassen Sie sich langsam hinunter, bis die Arme gestreckt sind.</translation>
    </message>
    <message>
        <source>Lower yourself slowly.</source>
        <translation>Senken Sie sich langsam.</translation>
    </message>
    <message>
        <source>Lunge</source>
        <translation>Ausfallschritt</translation>
    </message>
    <message>
        <source>Mini squat</source>
        <translation>Mini-Kniebeuge</translation>
    </message>
    <message>
        <source>Move one straight leg backward.</source>
        <translation>Bewegen Sie ein gestrecktes Bein nach hinten.</translation>
    </message>
    <message>
        <source>Move one straight leg out to the side.</source>
        <translation>Bewegen Sie ein gestrecktes Bein zur Seite.</translation>
    </message>
    <message>
        <source>Move your straight arms backward as far as you can.</source>
        <translation>Bewegen Sie die gestreckten Arme so weit nach hinten, wie Sie können.</translation>
    </message>
    <message>
        <source>Neck lateral flexion</source>
        <translation>Seitneigung des Halses</translation>
    </message>
    <message>
        <source>Neck rotation</source>
        <translation>Kopfdrehung</translation>
    </message>
    <message>
        <source>Neck side bend</source>
        <translation>Seitneigung des Kopfes</translation>
    </message>
    <message>
        <source>Not quite so deep</source>
        <translation>Nicht ganz so tief</translation>
    </message>
    <message>
        <source>Open them to the sides, thumbs up, as far as is comfortable.</source>
        <translation>Öffnen Sie sie zur Seite, Daumen nach oben, so weit es angenehm ist.</translation>
    </message>
    <message>
        <source>Osteoporosis with spinal fracture.</source>
        <translation>Osteoporose mit Wirbelbruch.</translation>
    </message>
    <message>
        <source>Overhead triceps extension</source>
        <translation>Trizepsstrecken über Kopf</translation>
    </message>
    <message>
        <source>Pain in the kneecap that rises with depth.</source>
        <translation>Schmerzen an der Kniescheibe, die mit der Tiefe zunehmen.</translation>
    </message>
    <message>
        <source>Pain in the kneecap when you sit down or climb stairs.</source>
        <translation>Schmerzen an der Kniescheibe beim Hinsetzen oder Treppensteigen.</translation>
    </message>
    <message>
        <source>Pain in the wrist or the shoulder under load.</source>
        <translation>Schmerzen in Handgelenk oder Schulter bei Belastung.</translation>
    </message>
    <message>
        <source>Pain or tingling that runs into an arm.</source>
        <translation>Schmerz oder Kribbeln, das in einen Arm zieht.</translation>
    </message>
    <message>
        <source>Plank</source>
        <translation>Stütz (Planke)</translation>
    </message>
    <message>
        <source>Pregnancy beyond the third month.</source>
        <translation>Schwangerschaft nach dem dritten Monat.</translation>
    </message>
    <message>
        <source>Press both hands straight up until the arms are long.</source>
        <translation>Drücken Sie beide Hände gerade nach oben, bis die Arme lang sind.</translation>
    </message>
    <message>
        <source>Press through your heels and lift your hips until shoulder, hip and knee form a line.</source>
        <translation>Drücken Sie durch die Fersen und heben Sie die Hüfte, bis Schulter, Hüfte und Knie eine Linie bilden.</translation>
    </message>
    <message>
        <source>Prone back extension</source>
        <translation>Rückenstrecken in Bauchlage</translation>
    </message>
    <message>
        <source>Pull your elbows up past your ribs.</source>
        <translation>Ziehen Sie die Ellbogen an den Rippen vorbei nach oben.</translation>
    </message>
    <message>
        <source>Pull yourself up until your chin is over the bar.</source>
        <translation>Ziehen Sie sich hoch, bis das Kinn über der Stange ist.</translation>
    </message>
    <message>
        <source>Pull-up</source>
        <translation>Klimmzug</translation>
    </message>
    <message>
        <source>Push back to the middle.</source>
        <translation>Drücken Sie sich zur Mitte zurück.</translation>
    </message>
    <message>
        <source>Push off and come back to standing.</source>
        <translation>Drücken Sie sich ab und kommen Sie zurück in den Stand.</translation>
    </message>
    <message>
        <source>Push through your heels and stand up straight again.</source>
        <translation>Drücken Sie durch die Fersen und kommen Sie wieder in den geraden Stand.</translation>
    </message>
    <message>
        <source>Push up again and stay in the step.</source>
        <translation>Drücken Sie sich hoch und bleiben Sie im Schritt.</translation>
    </message>
    <message>
        <source>Push your hips back and bend your knees as if you sat down on a chair, arms forward for balance.</source>
        <translation>Schieben Sie die Hüfte zurück und beugen Sie die Knie, als setzten Sie sich auf einen Stuhl, die Arme vorn zum Ausgleich.</translation>
    </message>
    <message>
        <source>Push your hips back and let your trunk come forward with a flat back.</source>
        <translation>Schieben Sie die Hüfte zurück und neigen Sie den Rumpf mit flachem Rücken vor.</translation>
    </message>
    <message>
        <source>Push yourself up until the arms are straight.</source>
        <translation>Drücken Sie sich hoch, bis die Arme gestreckt sind.</translation>
    </message>
    <message>
        <source>Push-up</source>
        <translation>Liegestütz</translation>
    </message>
    <message>
        <source>Raise both arms half-way between forward and sideways, up to shoulder height.</source>
        <translation>Heben Sie beide Arme halb nach vorn, halb zur Seite auf Schulterhöhe.</translation>
    </message>
    <message>
        <source>Recent dislocation of the shoulder to the front.</source>
        <translation>Schulter vor Kurzem nach vorn ausgekugelt.</translation>
    </message>
    <message>
        <source>Recent tendon injury of shoulder or elbow.</source>
        <translation>Frische Sehnenverletzung an Schulter oder Ellbogen.</translation>
    </message>
    <message>
        <source>Rise on to your toes as high as you can.</source>
        <translation>Gehen Sie so hoch wie möglich auf die Zehen.</translation>
    </message>
    <message>
        <source>Roll up slowly.</source>
        <translation>Rollen Sie sich langsam auf.</translation>
    </message>
    <message>
        <source>Rupture of the calf tendon within the time your surgeon named.</source>
        <translation>Riss der Achillessehne innerhalb der Zeit, die Ihnen nach der Operation genannt wurde.</translation>
    </message>
    <message>
        <source>Scaption</source>
        <translation>Armheben schräg vorn</translation>
    </message>
    <message>
        <source>Seated knee extension</source>
        <translation>Kniestreckung im Sitzen</translation>
    </message>
    <message>
        <source>Seated knee lift</source>
        <translation>Knieheben im Sitzen</translation>
    </message>
    <message>
        <source>Sharp pain between shoulder height and above: stop below it.</source>
        <translation>Stechender Schmerz oberhalb der Schulterhöhe: darunter anhalten.</translation>
    </message>
    <message>
        <source>Sharp pain in the shoulder while lifting the elbow.</source>
        <translation>Stechender Schmerz in der Schulter beim Heben des Ellbogens.</translation>
    </message>
    <message>
        <source>Sharp pain in the shoulder while lifting.</source>
        <translation>Stechender Schmerz in der Schulter beim Heben.</translation>
    </message>
    <message>
        <source>Sharp pain overhead.</source>
        <translation>Stechender Schmerz über Kopf.</translation>
    </message>
    <message>
        <source>Shoulder abduction</source>
        <translation>Armheben zur Seite</translation>
    </message>
    <message>
        <source>Shoulder extension</source>
        <translation>Armheben nach hinten</translation>
    </message>
    <message>
        <source>Shoulder flexion</source>
        <translation>Armheben nach vorn</translation>
    </message>
    <message>
        <source>Shoulder press</source>
        <translation>Schulterdrücken</translation>
    </message>
    <message>
        <source>Side lunge</source>
        <translation>Seitlicher Ausfallschritt</translation>
    </message>
    <message>
        <source>Side-lying hip abduction</source>
        <translation>Beinheben in Seitenlage</translation>
    </message>
    <message>
        <source>Single-leg bridge</source>
        <translation>Einbeinige Brücke</translation>
    </message>
    <message>
        <source>Single-leg deadlift</source>
        <translation>Einbeiniges Kreuzheben</translation>
    </message>
    <message>
        <source>Single-leg stand</source>
        <translation>Einbeinstand</translation>
    </message>
    <message>
        <source>Sink straight down until both knees are near a right angle.</source>
        <translation>Sinken Sie gerade hinunter, bis beide Knie nahe einem rechten Winkel sind.</translation>
    </message>
    <message>
        <source>Sit down slowly.</source>
        <translation>Setzen Sie sich langsam hin.</translation>
    </message>
    <message>
        <source>Sit to stand</source>
        <translation>Aufstehen und Hinsetzen</translation>
    </message>
    <message>
        <source>Sit-up</source>
        <translation>Sit-up</translation>
    </message>
    <message>
        <source>Slide down until your knees are bent to a right angle, as on a chair.</source>
        <translation>Rutschen Sie hinunter, bis die Knie rechtwinklig gebeugt sind, wie auf einem Stuhl.</translation>
    </message>
    <message>
        <source>Slide it back.</source>
        <translation>Rutschen Sie zurück.</translation>
    </message>
    <message>
        <source>Slide one hand down the outside of your thigh.</source>
        <translation>Lassen Sie eine Hand außen am Oberschenkel hinuntergleiten.</translation>
    </message>
    <message>
        <source>Slide one heel toward your buttock as far as is comfortable.</source>
        <translation>Schieben Sie eine Ferse zum Gesäß, so weit es angenehm ist.</translation>
    </message>
    <message>
        <source>Spinal stenosis with leg symptoms on bending backward.</source>
        <translation>Spinalkanalstenose mit Beschwerden im Bein beim Zurückbeugen.</translation>
    </message>
    <message>
        <source>Split squat</source>
        <translation>Split-Kniebeuge</translation>
    </message>
    <message>
        <source>Spondylolisthesis.</source>
        <translation>Wirbelgleiten.</translation>
    </message>
    <message>
        <source>Squat</source>
        <translation>Kniebeuge</translation>
    </message>
    <message>
        <source>Stand facing the camera with a chair or a table within reach.</source>
        <translation>Zur Kamera gewandt stehen, ein Stuhl oder Tisch in Reichweite.</translation>
    </message>
    <message>
        <source>Stand facing the camera, arms at your sides, thumbs forward.</source>
        <translation>Zur Kamera gewandt stehen, Arme an den Seiten, Daumen nach vorn.</translation>
    </message>
    <message>
        <source>Stand facing the camera, feet together, arms at your sides.</source>
        <translation>Zur Kamera gewandt stehen, Füße zusammen, Arme an den Seiten.</translation>
    </message>
    <message>
        <source>Stand or sit facing the camera, hands at shoulder height, elbows bent and below the hands.</source>
        <translation>Zur Kamera gewandt stehen oder sitzen, Hände auf Schulterhöhe, Ellbogen gebeugt und unter den Händen.</translation>
    </message>
    <message>
        <source>Stand or sit with the moving arm to the camera, arm straight at your side, palm forward.</source>
        <translation>Mit dem bewegten Arm zur Kamera stehen oder sitzen, der Arm gestreckt an der Seite, Handfläche nach vorn.</translation>
    </message>
    <message>
        <source>Stand tall beside a chair or a table that you could hold on to.</source>
        <translation>Stehen Sie aufrecht neben einem Stuhl oder Tisch, an dem Sie sich festhalten können.</translation>
    </message>
    <message>
        <source>Stand tall, do not lean back</source>
        <translation>Stehen Sie aufrecht, lehnen Sie sich nicht zurück</translation>
    </message>
    <message>
        <source>Stand tall, keep your trunk upright</source>
        <translation>Stehen Sie aufrecht, halten Sie den Rumpf gerade</translation>
    </message>
    <message>
        <source>Stand up again.</source>
        <translation>Stehen Sie wieder auf.</translation>
    </message>
    <message>
        <source>Stand up until hips and knees are straight.</source>
        <translation>Stehen Sie auf, bis Hüfte und Knie gestreckt sind.</translation>
    </message>
    <message>
        <source>Stand upright with your side to the camera, feet as wide as your hips.</source>
        <translation>Stehen Sie aufrecht seitlich zur Kamera, die Füße hüftbreit.</translation>
    </message>
    <message>
        <source>Stand with the moving arm to the camera, arm at your side, thumb forward.</source>
        <translation>Stehen Sie mit dem bewegten Arm zur Kamera, der Arm an der Seite, Daumen nach vorn.</translation>
    </message>
    <message>
        <source>Stand with your back against a wall and your side to the camera, feet two steps in front of it.</source>
        <translation>Mit dem Rücken an einer Wand und seitlich zur Kamera stehen, die Füße zwei Schritte davor.</translation>
    </message>
    <message>
        <source>Stand with your side to the camera, feet as wide as your hips, toes slightly out.</source>
        <translation>Seitlich zur Kamera stehen, die Füße hüftbreit, die Zehen etwas nach außen.</translation>
    </message>
    <message>
        <source>Standing back extension</source>
        <translation>Rückbeuge im Stehen</translation>
    </message>
    <message>
        <source>Standing hip abduction</source>
        <translation>Bein abspreizen im Stehen</translation>
    </message>
    <message>
        <source>Standing hip extension</source>
        <translation>Beinheben nach hinten im Stehen</translation>
    </message>
    <message>
        <source>Standing knee flexion</source>
        <translation>Kniebeugung im Stehen</translation>
    </message>
    <message>
        <source>Standing knee raise</source>
        <translation>Knieheben im Stehen</translation>
    </message>
    <message>
        <source>Standing march</source>
        <translation>Gehen auf der Stelle</translation>
    </message>
    <message>
        <source>Stay bent forward</source>
        <translation>Bleiben Sie vorgebeugt</translation>
    </message>
    <message>
        <source>Stay upright</source>
        <translation>Bleiben Sie aufrecht</translation>
    </message>
    <message>
        <source>Stay upright, do not lean back</source>
        <translation>Bleiben Sie aufrecht, lehnen Sie sich nicht zurück</translation>
    </message>
    <message>
        <source>Step back with both feet until head, hips and heels form a line, arms straight.</source>
        <translation>Gehen Sie mit beiden Füßen zurück, bis Kopf, Hüfte und Fersen eine Linie bilden, die Arme gestreckt.</translation>
    </message>
    <message>
        <source>Straight leg raise</source>
        <translation>Gestrecktes Beinheben</translation>
    </message>
    <message>
        <source>Straighten one knee until the leg is level.</source>
        <translation>Strecken Sie ein Knie, bis das Bein waagerecht ist.</translation>
    </message>
    <message>
        <source>Straighten the arm again all the way.</source>
        <translation>Strecken Sie den Arm wieder ganz.</translation>
    </message>
    <message>
        <source>Straighten the elbow backward.</source>
        <translation>Strecken Sie den Ellbogen nach hinten.</translation>
    </message>
    <message>
        <source>Straighten the elbow toward the ceiling.</source>
        <translation>Strecken Sie den Ellbogen zur Decke.</translation>
    </message>
    <message>
        <source>Strain of the back of the thigh.</source>
        <translation>Zerrung an der Rückseite des Oberschenkels.</translation>
    </message>
    <message>
        <source>Strain of the inner thigh.</source>
        <translation>Zerrung an der Innenseite des Oberschenkels.</translation>
    </message>
    <message>
        <source>Stretch one leg backward and the opposite arm forward.</source>
        <translation>Strecken Sie ein Bein nach hinten und den Arm der anderen Seite nach vorn.</translation>
    </message>
    <message>
        <source>Support yourself on hands and toes with your side to the camera, arms straight, body in one line.</source>
        <translation>Auf Händen und Zehen stützen, seitlich zur Kamera, die Arme gestreckt, der Körper in einer Linie.</translation>
    </message>
    <message>
        <source>Surgery on knee or hip within the time your surgeon named.</source>
        <translation>Operation an Knie oder Hüfte innerhalb der Zeit, die Ihnen danach genannt wurde.</translation>
    </message>
    <message>
        <source>Swelling of the knee after exercise.</source>
        <translation>Schwellung am Knie nach dem Üben.</translation>
    </message>
    <message>
        <source>Take a long step and bend both knees until they are at about a right angle, trunk upright.</source>
        <translation>Machen Sie einen großen Schritt und beugen Sie beide Knie bis etwa zum rechten Winkel, der Rumpf aufrecht.</translation>
    </message>
    <message>
        <source>Tilt your head only, and keep your trunk still</source>
        <translation>Neigen Sie nur den Kopf und halten Sie den Rumpf ruhig</translation>
    </message>
    <message>
        <source>Triceps kickback</source>
        <translation>Trizeps-Kickback</translation>
    </message>
    <message>
        <source>Trunk extension</source>
        <translation>Rumpfstreckung</translation>
    </message>
    <message>
        <source>Trunk flexion</source>
        <translation>Rumpfbeugung</translation>
    </message>
    <message>
        <source>Trunk lateral flexion</source>
        <translation>Seitneigung des Rumpfes</translation>
    </message>
    <message>
        <source>Trunk side bend</source>
        <translation>Seitneigung des Rumpfes</translation>
    </message>
    <message>
        <source>Turn back to the middle.</source>
        <translation>Drehen Sie zurück zur Mitte.</translation>
    </message>
    <message>
        <source>Turn your head only, and keep your trunk still</source>
        <translation>Drehen Sie nur den Kopf und halten Sie den Rumpf ruhig</translation>
    </message>
    <message>
        <source>Turn your head slowly to look over one shoulder.</source>
        <translation>Drehen Sie den Kopf langsam und schauen Sie über eine Schulter.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Bend forward at the hips with a flat back, arms hanging.</source>
        <translation>Seitlich zur Kamera. Mit flachem Rücken in der Hüfte vorbeugen, die Arme hängen.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Bend forward with a flat back, upper arm along your body, elbow bent.</source>
        <translation>Seitlich zur Kamera. Mit flachem Rücken vorbeugen, der Oberarm am Körper, der Ellbogen gebeugt.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Kneel on hands and knees, back flat.</source>
        <translation>Seitlich zur Kamera. Vierfüßlerstand, der Rücken flach.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Kneel on hands and knees.</source>
        <translation>Seitlich zur Kamera. Vierfüßlerstand.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your back with your knees bent.</source>
        <translation>Seitlich zur Kamera. Rückenlage mit gebeugten Knien.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your back, legs straight.</source>
        <translation>Seitlich zur Kamera. Rückenlage, die Beine gestreckt.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your back, one knee bent, the other leg straight.</source>
        <translation>Seitlich zur Kamera. Rückenlage, ein Knie gebeugt, das andere Bein gestreckt.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your front with your hands beside your head.</source>
        <translation>Seitlich zur Kamera. Bauchlage, die Hände neben dem Kopf.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Raise your arm overhead and bend the elbow, hand behind your head.</source>
        <translation>Seitlich zur Kamera. Arm über den Kopf heben und den Ellbogen beugen, die Hand hinter dem Kopf.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Sit on a chair, feet under your knees, arms crossed.</source>
        <translation>Seitlich zur Kamera. Auf einem Stuhl sitzen, die Füße unter den Knien, die Arme verschränkt.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Sit tall on a chair.</source>
        <translation>Seitlich zur Kamera. Aufrecht auf einem Stuhl sitzen.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Sit upright on a chair without leaning back, hands on the seat.</source>
        <translation>Seitlich zur Kamera. Aufrecht auf einem Stuhl sitzen, ohne sich anzulehnen, die Hände am Sitz.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand on one leg with a soft knee.</source>
        <translation>Seitlich zur Kamera. Auf einem Bein stehen, das Knie locker.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall and hold on to a chair if you need it.</source>
        <translation>Seitlich zur Kamera. Aufrecht stehen; halten Sie sich bei Bedarf an einem Stuhl fest.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall and hold on to a chair.</source>
        <translation>Seitlich zur Kamera. Aufrecht stehen und an einem Stuhl festhalten.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall with soft knees.</source>
        <translation>Seitlich zur Kamera. Aufrecht stehen, die Knie locker.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall with your arms at your sides.</source>
        <translation>Seitlich zur Kamera. Aufrecht stehen, die Arme an den Seiten.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall, fingertips on a wall.</source>
        <translation>Seitlich zur Kamera. Aufrecht stehen, die Fingerspitzen an einer Wand.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall, knees straight but not locked.</source>
        <translation>Seitlich zur Kamera. Aufrecht stehen, die Knie gerade, aber nicht durchgedrückt.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand with your feet shoulder-width apart, hands on a support.</source>
        <translation>Seitlich zur Kamera. Schulterbreit stehen, die Hände auf einer Stütze.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand with your hands on the back of your hips.</source>
        <translation>Seitlich zur Kamera. Stehen, die Hände hinten auf den Hüften.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand with your side to the camera, one foot a long step in front of the other.</source>
        <translation>Seitlich zur Kamera stehen, ein Fuß einen großen Schritt vor dem anderen.</translation>
    </message>
    <message>
        <source>Uncontrolled high blood pressure with load overhead.</source>
        <translation>Nicht eingestellter Bluthochdruck bei Belastung über Kopf.</translation>
    </message>
    <message>
        <source>Uncontrolled high blood pressure.</source>
        <translation>Nicht eingestellter Bluthochdruck.</translation>
    </message>
    <message>
        <source>Unhealed fracture at the elbow.</source>
        <translation>Nicht verheilter Bruch am Ellbogen.</translation>
    </message>
    <message>
        <source>Unhealed fracture or dislocation of the shoulder.</source>
        <translation>Nicht verheilter Bruch oder Ausrenkung der Schulter.</translation>
    </message>
    <message>
        <source>Unstable shoulder.</source>
        <translation>Instabile Schulter.</translation>
    </message>
    <message>
        <source>Upright row</source>
        <translation>Aufrechtes Rudern</translation>
    </message>
    <message>
        <source>Wall sit</source>
        <translation>Wandsitz</translation>
    </message>
    <message>
        <source>Within the first weeks after a ligament graft, unless told otherwise.</source>
        <translation>In den ersten Wochen nach einem Bandersatz, sofern nichts anderes gesagt wurde.</translation>
    </message>
    <message>
        <source>Wrist pain under load.</source>
        <translation>Schmerzen im Handgelenk bei Belastung.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>This is still empty.</source>
        <translation>Dies ist noch leer.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Not done: “{title}”. {why}</source>
        <translation>Nicht geschehen: „{title}“. {why}</translation>
    </message>
</context>
<context>
    <name>FrontPage</name>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>If this address has an account, a code is on its way to it.</source>
        <translation>Wenn es zu dieser Adresse ein Konto gibt, ist ein Code unterwegs.</translation>
    </message>
    <message>
        <source>Your account is made. Sign in with it.</source>
        <translation>Ihr Konto ist angelegt. Melden Sie sich damit an.</translation>
    </message>
    <message>
        <source>Your new password is set. Sign in with it.</source>
        <translation>Ihr neues Passwort gilt jetzt. Melden Sie sich damit an.</translation>
    </message>
</context>
<context>
    <name>HandEntry</name>
    <message>
        <source>Keep this</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>{exercise}: enter by hand</source>
        <translation>{exercise}: von Hand eintragen</translation>
    </message>
    <message>
        <source>What was counted already is kept. Enter what is not.</source>
        <translation>Was schon gezählt wurde, ist gespeichert. Tragen Sie ein, was fehlt.</translation>
    </message>
    <message>
        <source>Holds of each side</source>
        <translation>Haltezeiten je Seite</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Haltezeiten</translation>
    </message>
    <message>
        <source>Repetitions of each side</source>
        <translation>Wiederholungen je Seite</translation>
    </message>
    <message>
        <source>Set {number}</source>
        <translation>Satz {number}</translation>
    </message>
    <message>
        <source>Set {number}, each side</source>
        <translation>Satz {number}, je Seite</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Sitzungen durchsuchen</translation>
    </message>
    <message>
        <source>Search by exercise, day or result</source>
        <translation>Suche nach Übung, Tag oder Ergebnis</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Noch keine Sitzung</translation>
    </message>
    <message>
        <source>Each session you do is kept here, with every repetition.</source>
        <translation>Jede Ihrer Sitzungen wird hier mit allen Wiederholungen aufbewahrt.</translation>
    </message>
    <message>
        <source>Do your first session</source>
        <translation>Erste Sitzung machen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>No session fits</source>
        <translation>Keine Sitzung passt</translation>
    </message>
    <message>
        <source>Try another word or fewer letters, or write a day with its year.</source>
        <translation>Versuchen Sie ein anderes Wort oder weniger Buchstaben oder schreiben Sie einen Tag mit Jahr.</translation>
    </message>
    <message>
        <source>Show all sessions</source>
        <translation>Alle Sitzungen zeigen</translation>
    </message>
    <message>
        <source>Order of sessions</source>
        <translation>Reihenfolge der Sitzungen</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Best score first</source>
        <translation>Beste Punktzahl zuerst</translation>
    </message>
    <message>
        <source>Lowest score first</source>
        <translation>Niedrigste Punktzahl zuerst</translation>
    </message>
    <message>
        <source>By exercise</source>
        <translation>Nach Übung</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Sessions: {number}</source>
        <translation>Sitzungen: {number}</translation>
    </message>
</context>
<context>
    <name>LastChance</name>
    <message>
        <source>Close all the same?</source>
        <translation>Trotzdem schließen?</translation>
    </message>
    <message>
        <source>What you have done is not saved yet: neither the database nor this computer’s disk takes it. Whoever closes the window now loses it.</source>
        <translation>Was Sie getan haben, ist noch nicht gespeichert: Weder die Datenbank noch die Festplatte dieses Computers nimmt es an. Wer das Fenster jetzt schließt, verliert es.</translation>
    </message>
    <message>
        <source>Try to save again</source>
        <translation>Noch einmal speichern</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>Schließen und verlieren</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
</context>
<context>
    <name>LastTime</name>
    <message>
        <source>{joint}: range of motion {range}°, asked for {target}°</source>
        <translation>{joint}: Bewegungsumfang {range}°, verlangt {target}°</translation>
    </message>
    <message>
        <source>{degrees}° more than last time</source>
        <translation>{degrees}° mehr als letztes Mal</translation>
    </message>
    <message>
        <source>{degrees}° less than last time</source>
        <translation>{degrees}° weniger als letztes Mal</translation>
    </message>
    <message>
        <source>{words}: a real change</source>
        <translation>{words}: eine echte Veränderung</translation>
    </message>
    <message>
        <source>{words}: possibly a change</source>
        <translation>{words}: vielleicht eine Veränderung</translation>
    </message>
    <message>
        <source>Best moment: hold {number}, with a score of {score}.</source>
        <translation>Bester Moment: Halten {number} mit {score} Punkten.</translation>
    </message>
    <message>
        <source>Best moment: repetition {number}, with a score of {score}.</source>
        <translation>Bester Moment: Wiederholung {number} mit {score} Punkten.</translation>
    </message>
</context>
<context>
    <name>LivePanel</name>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Set {number} of {sets}</source>
        <translation>Satz {number} von {sets}</translation>
    </message>
</context>
<context>
    <name>LiveScreen</name>
    <message>
        <source>The picture is not recorded</source>
        <translation>Das Bild wird nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>Loading the pose model…</source>
        <translation>Das Posenmodell wird geladen …</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Die Kamera wird geöffnet …</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on.</source>
        <translation>Angehalten. Die Leertaste führt weiter.</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>Waiting for the camera…</source>
        <translation>Warten auf die Kamera …</translation>
    </message>
</context>
<context>
    <name>LiveStage</name>
    <message>
        <source>Done!</source>
        <translation>Geschafft!</translation>
    </message>
    <message>
        <source>Begin when you are ready</source>
        <translation>Beginnen Sie, wenn Sie bereit sind</translation>
    </message>
    <message>
        <source>One to go</source>
        <translation>Noch eine</translation>
    </message>
    <message>
        <source>{number} to go</source>
        <translation>Noch {number}</translation>
    </message>
    <message>
        <source>Go into the position when you are ready</source>
        <translation>Gehen Sie in die Stellung, wenn Sie bereit sind</translation>
    </message>
    <message>
        <source>{number} holds to go. Rest first.</source>
        <translation>Noch {number}-mal halten. Erst ausruhen.</translation>
    </message>
    <message>
        <source>One hold to go. Rest first.</source>
        <translation>Noch einmal halten. Erst ausruhen.</translation>
    </message>
    <message>
        <source>Long enough. You may come out of it.</source>
        <translation>Lange genug. Sie dürfen die Stellung verlassen.</translation>
    </message>
    <message>
        <source>Back into the position: the seconds go on there</source>
        <translation>Zurück in die Stellung: dort zählen die Sekunden weiter</translation>
    </message>
    <message>
        <source>Hold: {seconds} s to go</source>
        <translation>Halten: noch {seconds} s</translation>
    </message>
    <message>
        <source>Hold still and breathe on</source>
        <translation>Halten Sie still und atmen Sie weiter</translation>
    </message>
    <message>
        <source>You are standing right. Get ready!</source>
        <translation>Sie stehen richtig. Gleich geht es los!</translation>
    </message>
    <message>
        <source>All is right. Stay like this.</source>
        <translation>Alles stimmt. Bleiben Sie so.</translation>
    </message>
    <message>
        <source>hold {number} of {all}</source>
        <translation>Halten {number} von {all}</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Ihr Passwort</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>{name} is signed in.</source>
        <translation>{name} ist angemeldet.</translation>
    </message>
    <message>
        <source>Something that was written here is not saved. Unlock to save it. Whoever closes the window or signs out once more discards it.</source>
        <translation>Etwas, das hier geschrieben wurde, ist nicht gespeichert. Entsperren Sie, um es zu speichern. Wer das Fenster noch einmal schließt oder sich noch einmal abmeldet, verwirft es.</translation>
    </message>
    <message>
        <source>Or sign out: what is kept on this computer stays, and you can practise here without an account.</source>
        <translation>Oder melden Sie sich ab: Was auf diesem Computer gespeichert ist, bleibt, und Sie können hier ohne Konto üben.</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>Look and language</source>
        <translation>Aussehen und Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Light, dark, or as the system is set.</source>
        <translation>Hell, dunkel oder wie das System eingestellt ist.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Of all texts; everything follows at once.</source>
        <translation>Aller Texte; alles passt sich sofort an.</translation>
    </message>
    <message>
        <source>Movement on the screen</source>
        <translation>Bewegung auf dem Bildschirm</translation>
    </message>
    <message>
        <source>Less keeps still what moves for its looks alone.</source>
        <translation>Weniger hält still, was sich nur zur Zierde bewegt.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of all texts, dates and numbers, and of what is spoken.</source>
        <translation>Für alle Texte, Daten und Zahlen und für das, was gesprochen wird.</translation>
    </message>
</context>
<context>
    <name>MailSection</name>
    <message>
        <source>Notifications by e-mail</source>
        <translation>Mitteilungen per E-Mail</translation>
    </message>
    <message>
        <source>With what the session came to, which is about your health</source>
        <translation>Mit dem Ergebnis der Sitzung, das Ihre Gesundheit betrifft</translation>
    </message>
    <message>
        <source>Without an account there is no address that mails could go to.</source>
        <translation>Ohne Konto gibt es keine Adresse, an die E-Mails gehen könnten.</translation>
    </message>
    <message>
        <source>Mails go to {address}. Here everything is told in any case.</source>
        <translation>E-Mails gehen an {address}. Hier erfahren Sie auf jeden Fall alles.</translation>
    </message>
    <message>
        <source>No mail leaves this program: the clinic has no mail server set up in it. What you choose is kept.</source>
        <translation>Dieses Programm verschickt keine E-Mails: Die Klinik hat keinen Mailserver eingerichtet. Ihre Auswahl bleibt gespeichert.</translation>
    </message>
</context>
<context>
    <name>MailWords</name>
    <message>
        <source>A patient asks to be taken on</source>
        <translation>Patient/in bittet um Behandlung</translation>
    </message>
    <message>
        <source>A physician has answered your request</source>
        <translation>Therapeut/in hat Ihre Anfrage beantwortet</translation>
    </message>
    <message>
        <source>Care has ended</source>
        <translation>Die Behandlung ist beendet</translation>
    </message>
    <message>
        <source>The clinic has decided about your registration</source>
        <translation>Die Klinik hat über Ihre Registrierung entschieden</translation>
    </message>
    <message>
        <source>Your plan is new or has changed</source>
        <translation>Ihr Plan ist neu oder geändert</translation>
    </message>
    <message>
        <source>A session is done</source>
        <translation>Eine Sitzung ist beendet</translation>
    </message>
    <message>
        <source>A patient says that something hurts</source>
        <translation>Patient/in meldet Schmerzen</translation>
    </message>
    <message>
        <source>A suggestion waits for a decision</source>
        <translation>Ein Vorschlag wartet auf eine Entscheidung</translation>
    </message>
    <message>
        <source>A physician waits for verification</source>
        <translation>Therapeut/in wartet auf Bestätigung</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>elbow difference</source>
        <translation>Unterschied der Ellbogen</translation>
    </message>
    <message>
        <source>head slope</source>
        <translation>Neigung des Kopfes</translation>
    </message>
    <message>
        <source>hip difference</source>
        <translation>Unterschied der Hüften</translation>
    </message>
    <message>
        <source>hip slope</source>
        <translation>Neigung des Beckens</translation>
    </message>
    <message>
        <source>knee difference</source>
        <translation>Unterschied der Knie</translation>
    </message>
    <message>
        <source>left ankle</source>
        <translation>linker Knöchel</translation>
    </message>
    <message>
        <source>left elbow</source>
        <translation>linker Ellbogen</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>linke Hüfte</translation>
    </message>
    <message>
        <source>left knee</source>
        <translation>linkes Knie</translation>
    </message>
    <message>
        <source>left shank tilt</source>
        <translation>Neigung linker Unterschenkel</translation>
    </message>
    <message>
        <source>left shoulder</source>
        <translation>linke Schulter</translation>
    </message>
    <message>
        <source>left thigh tilt</source>
        <translation>Neigung linker Oberschenkel</translation>
    </message>
    <message>
        <source>left upper arm tilt</source>
        <translation>Neigung linker Oberarm</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>right ankle</source>
        <translation>rechter Knöchel</translation>
    </message>
    <message>
        <source>right elbow</source>
        <translation>rechter Ellbogen</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>rechte Hüfte</translation>
    </message>
    <message>
        <source>right knee</source>
        <translation>rechtes Knie</translation>
    </message>
    <message>
        <source>right shank tilt</source>
        <translation>Neigung rechter Unterschenkel</translation>
    </message>
    <message>
        <source>right shoulder</source>
        <translation>rechte Schulter</translation>
    </message>
    <message>
        <source>right thigh tilt</source>
        <translation>Neigung rechter Oberschenkel</translation>
    </message>
    <message>
        <source>right upper arm tilt</source>
        <translation>Neigung rechter Oberarm</translation>
    </message>
    <message>
        <source>shoulder difference</source>
        <translation>Unterschied der Schultern</translation>
    </message>
    <message>
        <source>shoulder slope</source>
        <translation>Neigung der Schultern</translation>
    </message>
    <message>
        <source>trunk forward lean</source>
        <translation>Vorneigung des Rumpfes</translation>
    </message>
    <message>
        <source>trunk lean</source>
        <translation>Neigung des Rumpfes</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Account: {name}</source>
        <translation>Konto: {name}</translation>
    </message>
</context>
<context>
    <name>NewPasswordForm</name>
    <message>
        <source>A new password</source>
        <translation>Ein neues Passwort</translation>
    </message>
    <message>
        <source>You are signed out everywhere with it.</source>
        <translation>Damit werden Sie überall abgemeldet.</translation>
    </message>
    <message>
        <source>Set the new password</source>
        <translation>Neues Passwort setzen</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>From the e-mail, or from your administrator.</source>
        <translation>Aus der E-Mail oder von der Administration.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Back to signing in</source>
        <translation>Zurück zur Anmeldung</translation>
    </message>
</context>
<context>
    <name>NothingDue</name>
    <message>
        <source>Find a physician</source>
        <translation>Therapeut/in finden</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Übung wählen</translation>
    </message>
    <message>
        <source>Nothing is due today</source>
        <translation>Heute ist nichts zu tun</translation>
    </message>
    <message>
        <source>Your plan goes on another day. Rest, or choose an exercise by yourself.</source>
        <translation>Ihr Plan geht an einem anderen Tag weiter. Ruhen Sie aus oder wählen Sie selbst eine Übung.</translation>
    </message>
</context>
<context>
    <name>NotificationRow</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>End of care</source>
        <translation>Ende der Behandlung</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Zulassung</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>Schmerz</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>See your physicians</source>
        <translation>Therapeut/innen ansehen</translation>
    </message>
    <message>
        <source>See today</source>
        <translation>Heute ansehen</translation>
    </message>
    <message>
        <source>See the session</source>
        <translation>Sitzung ansehen</translation>
    </message>
    <message>
        <source>See your account</source>
        <translation>Konto ansehen</translation>
    </message>
    <message>
        <source>New: {number}</source>
        <translation>Neu: {number}</translation>
    </message>
    <message>
        <source>{name} asks you for care.</source>
        <translation>{name} bittet Sie um Behandlung.</translation>
    </message>
    <message>
        <source>{name} has taken you on and sees your records from now on.</source>
        <translation>{name} hat Sie angenommen und sieht von jetzt an Ihre Daten.</translation>
    </message>
    <message>
        <source>{name} cannot take you on.</source>
        <translation>{name} kann Sie nicht annehmen.</translation>
    </message>
    <message>
        <source>{name} has ended the care, or taken back the request.</source>
        <translation>{name} hat die Behandlung beendet oder die Anfrage zurückgenommen.</translation>
    </message>
    <message>
        <source>The clinic has verified your licence.</source>
        <translation>Die Klinik hat Ihre Zulassung bestätigt.</translation>
    </message>
    <message>
        <source>The clinic has not accepted your licence. Its reason: {reason}</source>
        <translation>Die Klinik hat Ihre Zulassung nicht angenommen. Der Grund: {reason}</translation>
    </message>
    <message>
        <source>{name} has ended your plan “{title}”.</source>
        <translation>{name} hat Ihren Plan „{title}“ beendet.</translation>
    </message>
    <message>
        <source>{name} has published your plan “{title}”.</source>
        <translation>{name} hat Ihren Plan „{title}“ veröffentlicht.</translation>
    </message>
    <message>
        <source>Your session is kept: {exercise}. Repetitions: {repetitions}.</source>
        <translation>Ihre Sitzung ist gespeichert: {exercise}. Wiederholungen: {repetitions}.</translation>
    </message>
    <message>
        <source>Your session is kept: {exercise}. Repetitions: {repetitions}. Score: {score}.</source>
        <translation>Ihre Sitzung ist gespeichert: {exercise}. Wiederholungen: {repetitions}. Punkte: {score}.</translation>
    </message>
    <message>
        <source>{name} reports pain.</source>
        <translation>{name} meldet Schmerzen.</translation>
    </message>
    <message>
        <source>The sessions of {name} suggest a change.</source>
        <translation>Die Sitzungen von {name} legen eine Änderung nahe.</translation>
    </message>
    <message>
        <source>Your sessions suggest a change.</source>
        <translation>Ihre Sitzungen legen eine Änderung nahe.</translation>
    </message>
    <message>
        <source>{name} applies to be verified as a physician.</source>
        <translation>{name} bittet um Bestätigung der Zulassung.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Search notifications</source>
        <translation>Mitteilungen durchsuchen</translation>
    </message>
    <message>
        <source>Search by person, subject or day</source>
        <translation>Suche nach Person, Betreff oder Tag</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alle als gelesen markieren</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>No notification fits</source>
        <translation>Keine Mitteilung passt</translation>
    </message>
    <message>
        <source>Try another word or fewer letters, or write a day with its year.</source>
        <translation>Versuchen Sie ein anderes Wort oder weniger Buchstaben oder schreiben Sie einen Tag mit Jahr.</translation>
    </message>
    <message>
        <source>Show all notifications</source>
        <translation>Alle Mitteilungen zeigen</translation>
    </message>
    <message>
        <source>Nothing to tell yet</source>
        <translation>Noch nichts mitzuteilen</translation>
    </message>
    <message>
        <source>What waits for you, and what happens to what is yours, is told here.</source>
        <translation>Was auf Sie wartet und was mit Ihren Daten geschieht, steht hier.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>What is new first</source>
        <translation>Ungelesene zuerst</translation>
    </message>
    <message>
        <source>Order of notifications</source>
        <translation>Reihenfolge der Mitteilungen</translation>
    </message>
    <message>
        <source>All is marked as read.</source>
        <translation>Alles ist als gelesen markiert.</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>+{number} partial</source>
        <translation>+{number} unvollständig</translation>
    </message>
    <message>
        <source>Joints are hidden</source>
        <translation>Gelenke sind verdeckt</translation>
    </message>
    <message>
        <source>Nobody in the picture</source>
        <translation>Niemand im Bild</translation>
    </message>
    <message>
        <source>Out of the picture</source>
        <translation>Nicht ganz im Bild</translation>
    </message>
    <message>
        <source>Several people in the picture</source>
        <translation>Mehrere Personen im Bild</translation>
    </message>
    <message>
        <source>Turn to the camera view of the exercise</source>
        <translation>Drehen Sie sich so zur Kamera, wie die Übung es verlangt</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>not counting</source>
        <translation>zählt nicht</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>Umkehrpunkt</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>toward end</source>
        <translation>Rückweg</translation>
    </message>
    <message>
        <source>toward peak</source>
        <translation>Hinweg</translation>
    </message>
</context>
<context>
    <name>OwnDataSection</name>
    <message>
        <source>Your data</source>
        <translation>Ihre Daten</translation>
    </message>
    <message>
        <source>Export all my data</source>
        <translation>Alle meine Daten exportieren</translation>
    </message>
    <message>
        <source>Delete my account</source>
        <translation>Mein Konto löschen</translation>
    </message>
    <message>
        <source>Keep my account</source>
        <translation>Mein Konto behalten</translation>
    </message>
    <message>
        <source>The file is not encrypted: keep it where health data may be kept.</source>
        <translation>Die Datei ist nicht verschlüsselt: Bewahren Sie sie dort auf, wo Gesundheitsdaten liegen dürfen.</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Where the file is to be</source>
        <translation>Wohin die Datei soll</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>Archive (*.zip)</translation>
    </message>
    <message>
        <source>You have some days to take it back. Then your account, contact and pictures are erased. The record of a treatment is locked and kept for as long as the law asks, then erased too.</source>
        <translation>Sie haben einige Tage, um es zurückzunehmen. Dann werden Ihr Konto, Ihre Kontaktdaten und Bilder gelöscht. Die Akte einer Behandlung wird gesperrt und so lange aufbewahrt, wie das Gesetz es verlangt, dann ebenfalls gelöscht.</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Geschrieben: {file}</translation>
    </message>
    <message>
        <source>Nothing will be erased.</source>
        <translation>Es wird nichts gelöscht.</translation>
    </message>
    <message>
        <source>All that is kept about you can be had as one file, to read and for other programs.</source>
        <translation>Alles, was über Sie gespeichert ist, gibt es als eine Datei, zum Lesen und für andere Programme.</translation>
    </message>
    <message>
        <source>Your account is to be deleted. Until {moment} you can take that back.</source>
        <translation>Ihr Konto wird gelöscht. Bis {moment} können Sie das zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Looking…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>{what} What you see here is from {time}.</source>
        <translation>{what} Was Sie hier sehen, ist von {time}.</translation>
    </message>
</context>
<context>
    <name>PageTable</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Session of the past</source>
        <translation>Frühere Sitzung</translation>
    </message>
    <message>
        <source>Physicians</source>
        <translation>Therapeut/innen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>PainChart</name>
    <message>
        <source>0 none, 10 worst</source>
        <translation>0 kein, 10 schlimmster</translation>
    </message>
</context>
<context>
    <name>PasswordAdvice</name>
    <message>
        <source>At least {number} characters. A few words that do not belong together are easy to remember.</source>
        <translation>Mindestens {number} Zeichen. Ein paar Wörter, die nicht zusammengehören, merkt man sich leicht.</translation>
    </message>
    <message>
        <source>Characters still missing: {number}</source>
        <translation>Noch fehlende Zeichen: {number}</translation>
    </message>
    <message>
        <source>This password will do.</source>
        <translation>Dieses Passwort ist gut.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide {field}</source>
        <translation>{field} verbergen</translation>
    </message>
    <message>
        <source>Show {field}</source>
        <translation>{field} zeigen</translation>
    </message>
</context>
<context>
    <name>PersonArchive</name>
    <message>
        <source>All that PhysioCheck keeps about you</source>
        <translation>Alles, was PhysioCheck über Sie aufbewahrt</translation>
    </message>
    <message>
        <source>All that PhysioCheck keeps about {name}</source>
        <translation>Alles, was PhysioCheck über {name} aufbewahrt</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Handle this archive with care: it is not encrypted, and has health data in it.</source>
        <translation>Gehen Sie sorgsam mit diesem Archiv um: Es ist nicht verschlüsselt und enthält Gesundheitsdaten.</translation>
    </message>
    <message>
        <source>No picture of the camera was ever kept. Names are those of the person and of physicians; nothing is in here about other patients.</source>
        <translation>Kein Bild der Kamera wurde je aufbewahrt. Namen sind die der Person und die von Therapeutinnen und Therapeuten; über andere Patientinnen und Patienten steht hier nichts.</translation>
    </message>
    <message>
        <source>Sample data: everybody and everything here is made up.</source>
        <translation>Beispieldaten: Alle und alles hier ist erfunden.</translation>
    </message>
    <message>
        <source>The files are UTF-8. Times in them are ISO 8601 in UTC. In CSV files a text that a spreadsheet would take for a formula begins with an apostrophe.</source>
        <translation>Die Dateien sind UTF-8. Zeiten in ihnen stehen nach ISO 8601 in UTC. In CSV-Dateien beginnt ein Text, den eine Tabellenkalkulation für eine Formel hielte, mit einem Apostroph.</translation>
    </message>
    <message>
        <source>What PhysioCheck kept about this person on {moment} UTC, in short. README.txt says what else is in this archive.</source>
        <translation>Was PhysioCheck am {moment} UTC über diese Person aufbewahrt hat, in Kürze. README.txt sagt, was sonst noch in diesem Archiv ist.</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>angefragt</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>brought</source>
        <translation>gebracht</translation>
    </message>
    <message>
        <source>by</source>
        <translation>von</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>everything, one JSON file for each table, with what every field is</source>
        <translation>alles, eine JSON-Datei je Tabelle, mit der Erklärung jedes Feldes</translation>
    </message>
    <message>
        <source>exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>given</source>
        <translation>gegeben</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>hold, s</source>
        <translation>halten, s</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>made</source>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>missing: {file}, which is not in its store any more</source>
        <translation>fehlt: {file}, nicht mehr an seinem Ablageort</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not in here: {name} ({told})</source>
        <translation>nicht enthalten: {name} ({told})</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>one line for each repetition (patients alone)</source>
        <translation>eine Zeile je Wiederholung (nur bei Patientinnen und Patienten)</translation>
    </message>
    <message>
        <source>one line for each session, for a spreadsheet (patients alone)</source>
        <translation>eine Zeile je Sitzung, für eine Tabellenkalkulation (nur bei Patientinnen und Patienten)</translation>
    </message>
    <message>
        <source>physician</source>
        <translation>Therapeut/in</translation>
    </message>
    <message>
        <source>pictures, documents and clips that were brought</source>
        <translation>Bilder, Dokumente und Clips, die gebracht wurden</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>read on {moment} UTC</source>
        <translation>gelesen am {moment} UTC</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>score, 0-100</source>
        <translation>Punkte, 0-100</translation>
    </message>
    <message>
        <source>sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>geteilt</translation>
    </message>
    <message>
        <source>side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>the most important, to be read in a browser</source>
        <translation>das Wichtigste, im Browser zu lesen</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{file}: {title}, {number} rows</source>
        <translation>{file}: {title}, Zeilen: {number}</translation>
    </message>
    <message>
        <source>{name}: brought {moment} UTC, {number} bytes</source>
        <translation>{name}: gebracht am {moment} UTC, {number} Bytes</translation>
    </message>
</context>
<context>
    <name>PersonFields</name>
    <message>
        <source>33 points of the body, as shares of the picture</source>
        <translation>33 Punkte des Körpers, als Anteile des Bildes</translation>
    </message>
    <message>
        <source>A patient may have written it.</source>
        <translation>Es kann von einer Patientin oder einem Patienten stammen.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Authenticator app</source>
        <translation>Authenticator-App</translation>
    </message>
    <message>
        <source>Code for a new password</source>
        <translation>Code für ein neues Passwort</translation>
    </message>
    <message>
        <source>Common errors of sessions</source>
        <translation>Häufige Fehler der Sitzungen</translation>
    </message>
    <message>
        <source>Computers from which the person has signed in</source>
        <translation>Computer, von denen sich die Person angemeldet hat</translation>
    </message>
    <message>
        <source>Course of sessions over time</source>
        <translation>Verlauf der Sitzungen über die Zeit</translation>
    </message>
    <message>
        <source>Exercises of rehab plans</source>
        <translation>Übungen der Reha-Pläne</translation>
    </message>
    <message>
        <source>Failed tries to sign in with the person’s address</source>
        <translation>Gescheiterte Anmeldeversuche mit der Adresse der Person</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>It is a secret, and says nothing about the person.</source>
        <translation>Es ist ein Geheimnis und sagt nichts über die Person.</translation>
    </message>
    <message>
        <source>It is about a patient.</source>
        <translation>Es geht um eine Patientin oder einen Patienten.</translation>
    </message>
    <message>
        <source>It is about the clinic’s computers.</source>
        <translation>Es geht um die Computer der Klinik.</translation>
    </message>
    <message>
        <source>It may be a patient’s.</source>
        <translation>Es kann einer Patientin oder einem Patienten gehören.</translation>
    </message>
    <message>
        <source>It may be about a patient.</source>
        <translation>Es kann um eine Patientin oder einen Patienten gehen.</translation>
    </message>
    <message>
        <source>It may be somebody else.</source>
        <translation>Es kann jemand anders sein.</translation>
    </message>
    <message>
        <source>It may be somebody else; as what they acted is told.</source>
        <translation>Es kann jemand anders sein; in welcher Rolle gehandelt wurde, steht dabei.</translation>
    </message>
    <message>
        <source>It may be the computer of somebody else.</source>
        <translation>Es kann der Computer von jemand anderem sein.</translation>
    </message>
    <message>
        <source>Mails to the person that wait, or were sent lately</source>
        <translation>E-Mails an die Person, die warten oder vor Kurzem gesendet wurden</translation>
    </message>
    <message>
        <source>Measures of sessions</source>
        <translation>Messwerte der Sitzungen</translation>
    </message>
    <message>
        <source>Own exercises</source>
        <translation>Eigene Übungen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Physicians and patients</source>
        <translation>Therapeutinnen und Therapeuten, Patientinnen und Patienten</translation>
    </message>
    <message>
        <source>Poses of own exercises</source>
        <translation>Haltungen der eigenen Übungen</translation>
    </message>
    <message>
        <source>Profile of the patient</source>
        <translation>Profil der Patientin oder des Patienten</translation>
    </message>
    <message>
        <source>Profile of the physician</source>
        <translation>Profil der Therapeutin oder des Therapeuten</translation>
    </message>
    <message>
        <source>Recovery codes that were not used yet</source>
        <translation>Noch nicht verwendete Ersatzcodes</translation>
    </message>
    <message>
        <source>Rehab plans</source>
        <translation>Reha-Pläne</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Request to be erased</source>
        <translation>Antrag auf Löschung</translation>
    </message>
    <message>
        <source>Rules of own exercises</source>
        <translation>Regeln der eigenen Übungen</translation>
    </message>
    <message>
        <source>SHA-256 of its content, hexadecimal</source>
        <translation>SHA-256 des Inhalts, hexadezimal</translation>
    </message>
    <message>
        <source>SHA-256 over the entry and the digest of the one before</source>
        <translation>SHA-256 über den Eintrag und die Prüfsumme des vorigen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sets counted by hand</source>
        <translation>Von Hand gezählte Sätze</translation>
    </message>
    <message>
        <source>Somebody else may have tried.</source>
        <translation>Es kann jemand anders versucht haben.</translation>
    </message>
    <message>
        <source>Suggested changes of exercises</source>
        <translation>Vorgeschlagene Änderungen an Übungen</translation>
    </message>
    <message>
        <source>To whom this was given or shown before</source>
        <translation>Wem dies schon gegeben oder gezeigt wurde</translation>
    </message>
    <message>
        <source>Versions of own exercises</source>
        <translation>Fassungen der eigenen Übungen</translation>
    </message>
    <message>
        <source>Versions of rehab plans</source>
        <translation>Fassungen der Reha-Pläne</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>Ways to prescribe own exercises</source>
        <translation>Arten, eigene Übungen zu verordnen</translation>
    </message>
    <message>
        <source>What hurt</source>
        <translation>Was wehtat</translation>
    </message>
    <message>
        <source>What sessions came to</source>
        <translation>Was Sitzungen ergaben</translation>
    </message>
    <message>
        <source>What the person did, and what was done with the person’s account and records</source>
        <translation>Was die Person tat und was mit ihrem Konto und ihren Daten getan wurde</translation>
    </message>
    <message>
        <source>What the person wants to hear by e-mail</source>
        <translation>Was die Person per E-Mail erfahren möchte</translation>
    </message>
    <message>
        <source>What the person was told, and what others were told of the person</source>
        <translation>Was der Person mitgeteilt wurde, und was anderen über sie</translation>
    </message>
    <message>
        <source>Where the person is signed in</source>
        <translation>Wo die Person angemeldet ist</translation>
    </message>
    <message>
        <source>administrator to whom it was given or shown</source>
        <translation>Administrator/in, der oder dem es gegeben oder gezeigt wurde</translation>
    </message>
    <message>
        <source>anything else that matters to the treatment</source>
        <translation>was sonst für die Behandlung wichtig ist</translation>
    </message>
    <message>
        <source>anything else that patients should know</source>
        <translation>was Patientinnen und Patienten sonst wissen sollten</translation>
    </message>
    <message>
        <source>as what</source>
        <translation>in welcher Rolle</translation>
    </message>
    <message>
        <source>asked, approved, declined or ended</source>
        <translation>angefragt, angenommen, abgelehnt oder beendet</translation>
    </message>
    <message>
        <source>bcrypt hash of the password</source>
        <translation>bcrypt-Hash des Passworts</translation>
    </message>
    <message>
        <source>category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>computer on which the person uses the program without an account</source>
        <translation>Computer, auf dem die Person das Programm ohne Konto verwendet</translation>
    </message>
    <message>
        <source>date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>date of birth of that person</source>
        <translation>Geburtsdatum dieser Person</translation>
    </message>
    <message>
        <source>days of the week as bits, Monday 1, Sunday 64; 0 where the patient chooses them</source>
        <translation>Wochentage als Bits, Montag 1, Sonntag 64; 0, wo die Patientin oder der Patient sie wählt</translation>
    </message>
    <message>
        <source>digest of the address</source>
        <translation>Prüfsumme der Adresse</translation>
    </message>
    <message>
        <source>digest of the code</source>
        <translation>Prüfsumme des Codes</translation>
    </message>
    <message>
        <source>digest of the secret that stands for it</source>
        <translation>Prüfsumme des Geheimnisses, das dafür steht</translation>
    </message>
    <message>
        <source>digest of what tells the computer from others</source>
        <translation>Prüfsumme dessen, was den Computer von anderen unterscheidet</translation>
    </message>
    <message>
        <source>distance from its own smooth course, as a share of the way</source>
        <translation>Abstand vom eigenen glatten Verlauf, als Anteil des Weges</translation>
    </message>
    <message>
        <source>done or refused</source>
        <translation>getan oder verweigert</translation>
    </message>
    <message>
        <source>end of the treatment whose record is kept under lock, UTC</source>
        <translation>Ende der Behandlung, deren Akte gesperrt aufbewahrt wird, UTC</translation>
    </message>
    <message>
        <source>first day</source>
        <translation>erster Tag</translation>
    </message>
    <message>
        <source>first day of this exercise</source>
        <translation>erster Tag dieser Übung</translation>
    </message>
    <message>
        <source>for whom</source>
        <translation>für wen</translation>
    </message>
    <message>
        <source>from when on it is carried out, and until when it can be taken back, UTC</source>
        <translation>ab wann sie ausgeführt wird und bis wann sie zurückgenommen werden kann, UTC</translation>
    </message>
    <message>
        <source>from when on it is not sent any more, UTC</source>
        <translation>ab wann sie nicht mehr gesendet wird, UTC</translation>
    </message>
    <message>
        <source>from where the camera looks</source>
        <translation>von wo die Kamera blickt</translation>
    </message>
    <message>
        <source>half minute since 1970 whose code was used last</source>
        <translation>halbe Minute seit 1970, deren Code zuletzt verwendet wurde</translation>
    </message>
    <message>
        <source>how difficult it is, 1 to 5</source>
        <translation>wie schwierig sie ist, 1 bis 5</translation>
    </message>
    <message>
        <source>how far off the camera may be, degrees to either side</source>
        <translation>wie weit die Kamera danebenliegen kann, Grad nach beiden Seiten</translation>
    </message>
    <message>
        <source>how far they went, degrees or body lengths</source>
        <translation>wie weit sie gingen, Grad oder Körperlängen</translation>
    </message>
    <message>
        <source>how far they were to go, degrees or body lengths</source>
        <translation>wie weit sie gehen sollten, Grad oder Körperlängen</translation>
    </message>
    <message>
        <source>how grave it is to break it</source>
        <translation>wie schwer es wiegt, sie zu verletzen</translation>
    </message>
    <message>
        <source>how hard it was, 0 to 10</source>
        <translation>wie anstrengend es war, 0 bis 10</translation>
    </message>
    <message>
        <source>how it is watched and counted, as in an exercise file; angles in degrees, times in seconds</source>
        <translation>wie sie beobachtet und gezählt wird, wie in einer Übungsdatei; Winkel in Grad, Zeiten in Sekunden</translation>
    </message>
    <message>
        <source>how large it is, bytes</source>
        <translation>wie groß sie ist, Bytes</translation>
    </message>
    <message>
        <source>how long it looks back, seconds</source>
        <translation>wie weit sie zurückblickt, Sekunden</translation>
    </message>
    <message>
        <source>how long it was held, seconds</source>
        <translation>wie lange gehalten wurde, Sekunden</translation>
    </message>
    <message>
        <source>how long the camera watched, seconds</source>
        <translation>wie lange die Kamera zusah, Sekunden</translation>
    </message>
    <message>
        <source>how long the way back took, seconds</source>
        <translation>wie lange der Rückweg dauerte, Sekunden</translation>
    </message>
    <message>
        <source>how long the way there took, seconds</source>
        <translation>wie lange der Hinweg dauerte, Sekunden</translation>
    </message>
    <message>
        <source>how long to hold, seconds</source>
        <translation>wie lange zu halten ist, Sekunden</translation>
    </message>
    <message>
        <source>how long to rest between sets, seconds</source>
        <translation>wie lange zwischen den Sätzen zu ruhen ist, Sekunden</translation>
    </message>
    <message>
        <source>how many days a week the patient chooses</source>
        <translation>wie viele Tage in der Woche die Patientin oder der Patient wählt</translation>
    </message>
    <message>
        <source>how many did not</source>
        <translation>wie viele nicht</translation>
    </message>
    <message>
        <source>how many of the repetitions the left side did</source>
        <translation>wie viele der Wiederholungen die linke Seite machte</translation>
    </message>
    <message>
        <source>how many of them the right side did; all others both did together</source>
        <translation>wie viele davon die rechte Seite machte; alle anderen machten beide zusammen</translation>
    </message>
    <message>
        <source>how many pictures were looked at; none was kept</source>
        <translation>wie viele Bilder angesehen wurden; keines wurde aufbewahrt</translation>
    </message>
    <message>
        <source>how many repetitions a set</source>
        <translation>wie viele Wiederholungen je Satz</translation>
    </message>
    <message>
        <source>how many repetitions counted</source>
        <translation>wie viele Wiederholungen zählten</translation>
    </message>
    <message>
        <source>how many repetitions the patient counted</source>
        <translation>wie viele Wiederholungen die Patientin oder der Patient zählte</translation>
    </message>
    <message>
        <source>how many sets</source>
        <translation>wie viele Sätze</translation>
    </message>
    <message>
        <source>how many they are; every number is their median</source>
        <translation>wie viele es sind; jede Zahl ist ihr Median</translation>
    </message>
    <message>
        <source>how many times a day</source>
        <translation>wie oft am Tag</translation>
    </message>
    <message>
        <source>how much it matters: hint, fault or danger</source>
        <translation>wie schwer es wiegt: hint (Hinweis), fault (Fehler) oder danger (Gefahr)</translation>
    </message>
    <message>
        <source>how much, 0 to 10</source>
        <translation>wie sehr, 0 bis 10</translation>
    </message>
    <message>
        <source>how often it was changed</source>
        <translation>wie oft es geändert wurde</translation>
    </message>
    <message>
        <source>how often it was tried</source>
        <translation>wie oft es versucht wurde</translation>
    </message>
    <message>
        <source>identifier of its exercise</source>
        <translation>Kennung der Übung dazu</translation>
    </message>
    <message>
        <source>identifier of the act</source>
        <translation>Kennung der Handlung</translation>
    </message>
    <message>
        <source>identifier of the entry</source>
        <translation>Kennung des Eintrags</translation>
    </message>
    <message>
        <source>identifier of the exercise</source>
        <translation>Kennung der Übung</translation>
    </message>
    <message>
        <source>identifier of the exercise that it belongs to</source>
        <translation>Kennung der Übung, zu der sie gehört</translation>
    </message>
    <message>
        <source>identifier of the file</source>
        <translation>Kennung der Datei</translation>
    </message>
    <message>
        <source>identifier of the mail</source>
        <translation>Kennung der E-Mail</translation>
    </message>
    <message>
        <source>identifier of the notification</source>
        <translation>Kennung der Mitteilung</translation>
    </message>
    <message>
        <source>identifier of the person</source>
        <translation>Kennung der Person</translation>
    </message>
    <message>
        <source>identifier of the plan</source>
        <translation>Kennung des Plans</translation>
    </message>
    <message>
        <source>identifier of the plan that asked for it</source>
        <translation>Kennung des Plans, der sie verlangt hat</translation>
    </message>
    <message>
        <source>identifier of the record that it is about</source>
        <translation>Kennung des Datensatzes, um den es geht</translation>
    </message>
    <message>
        <source>identifier of the record that was named</source>
        <translation>Kennung des genannten Datensatzes</translation>
    </message>
    <message>
        <source>identifier of the report</source>
        <translation>Kennung der Meldung</translation>
    </message>
    <message>
        <source>identifier of the session</source>
        <translation>Kennung der Sitzung</translation>
    </message>
    <message>
        <source>identifier of the session in which it hurt</source>
        <translation>Kennung der Sitzung, in der es wehtat</translation>
    </message>
    <message>
        <source>identifier of the subscription</source>
        <translation>Kennung der Betreuung</translation>
    </message>
    <message>
        <source>identifier of the suggestion</source>
        <translation>Kennung des Vorschlags</translation>
    </message>
    <message>
        <source>identifier of the try</source>
        <translation>Kennung des Versuchs</translation>
    </message>
    <message>
        <source>identifier of the visit</source>
        <translation>Kennung des Besuchs</translation>
    </message>
    <message>
        <source>identifier of the visit it was done in</source>
        <translation>Kennung des Besuchs, bei dem sie gemacht wurde</translation>
    </message>
    <message>
        <source>identifier of who did it</source>
        <translation>Kennung dessen, wer es tat</translation>
    </message>
    <message>
        <source>illnesses, operations, what to mind</source>
        <translation>Krankheiten, Operationen, was zu beachten ist</translation>
    </message>
    <message>
        <source>in how many of them somebody was seen</source>
        <translation>auf wie vielen davon jemand zu sehen war</translation>
    </message>
    <message>
        <source>in how many repetitions it was made</source>
        <translation>bei wie vielen Wiederholungen er vorkam</translation>
    </message>
    <message>
        <source>in which phase of the movement it was worst most often</source>
        <translation>in welcher Phase der Bewegung er am häufigsten am schlimmsten war</translation>
    </message>
    <message>
        <source>in which phases of the movement it holds</source>
        <translation>in welchen Phasen der Bewegung sie gilt</translation>
    </message>
    <message>
        <source>in which set of the session, from 1</source>
        <translation>in welchem Satz der Sitzung, ab 1</translation>
    </message>
    <message>
        <source>languages that the physician speaks</source>
        <translation>Sprachen, die die Therapeutin oder der Therapeut spricht</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>letzter Tag</translation>
    </message>
    <message>
        <source>last day of this exercise</source>
        <translation>letzter Tag dieser Übung</translation>
    </message>
    <message>
        <source>log dimensionless jerk, 0 smoothest</source>
        <translation>logarithmischer dimensionsloser Ruck, 0 am glattesten</translation>
    </message>
    <message>
        <source>lower bound, in the unit of the measure</source>
        <translation>untere Grenze, in der Einheit der Messgröße</translation>
    </message>
    <message>
        <source>mail address to sign in with</source>
        <translation>E-Mail-Adresse für die Anmeldung</translation>
    </message>
    <message>
        <source>mean parts of the score by name, 0 to 100 each</source>
        <translation>mittlere Teile der Punkte nach Namen, je 0 bis 100</translation>
    </message>
    <message>
        <source>mean quality score, 0 to 100</source>
        <translation>mittlere Punkte für die Güte, 0 bis 100</translation>
    </message>
    <message>
        <source>measures of how smooth the movement was</source>
        <translation>Maße dafür, wie flüssig die Bewegung war</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>name of the computer</source>
        <translation>Name des Computers</translation>
    </message>
    <message>
        <source>name of the exercise</source>
        <translation>Name der Übung</translation>
    </message>
    <message>
        <source>name of the rule that was broken</source>
        <translation>Name der verletzten Regel</translation>
    </message>
    <message>
        <source>name of {told}, where it is the person or a physician</source>
        <translation>Name dazu, wo es die Person oder eine Therapeutin oder ein Therapeut ist: {told}</translation>
    </message>
    <message>
        <source>name that others read</source>
        <translation>Name, den andere lesen</translation>
    </message>
    <message>
        <source>number of that plan’s version</source>
        <translation>Nummer der Fassung dieses Plans</translation>
    </message>
    <message>
        <source>number of the newest version</source>
        <translation>Nummer der neuesten Fassung</translation>
    </message>
    <message>
        <source>number of the set, from 1</source>
        <translation>Nummer des Satzes, ab 1</translation>
    </message>
    <message>
        <source>number of the version</source>
        <translation>Nummer der Fassung</translation>
    </message>
    <message>
        <source>number of the version, from 1</source>
        <translation>Nummer der Fassung, ab 1</translation>
    </message>
    <message>
        <source>number under which the physician may practise</source>
        <translation>Nummer, unter der die Therapeutin oder der Therapeut tätig sein darf</translation>
    </message>
    <message>
        <source>number within the session and kind, from 1</source>
        <translation>Nummer innerhalb von Sitzung und Art, ab 1</translation>
    </message>
    <message>
        <source>of how many</source>
        <translation>von wie vielen</translation>
    </message>
    <message>
        <source>pain after it, 0 to 10</source>
        <translation>Schmerz danach, 0 bis 10</translation>
    </message>
    <message>
        <source>pain before it, 0 to 10</source>
        <translation>Schmerz davor, 0 bis 10</translation>
    </message>
    <message>
        <source>parts of the body</source>
        <translation>Körperteile</translation>
    </message>
    <message>
        <source>parts of the score by name, 0 to 100 each</source>
        <translation>Teile der Punkte nach Namen, je 0 bis 100</translation>
    </message>
    <message>
        <source>patient who asked</source>
        <translation>Patientin oder Patient, von der oder dem die Anfrage kam</translation>
    </message>
    <message>
        <source>physician who began it</source>
        <translation>Therapeutin oder Therapeut, von der oder dem er begonnen wurde</translation>
    </message>
    <message>
        <source>physician who let it hold; empty for a draft</source>
        <translation>Therapeutin oder Therapeut, von der oder dem sie veröffentlicht wurde; leer bei einem Entwurf</translation>
    </message>
    <message>
        <source>physician who was asked</source>
        <translation>Therapeutin oder Therapeut, an die oder den die Anfrage ging</translation>
    </message>
    <message>
        <source>physician whose own it is; empty where it comes with the program</source>
        <translation>Therapeutin oder Therapeut, der oder dem sie gehört; leer, wo sie mit dem Programm kommt</translation>
    </message>
    <message>
        <source>place in the order, from 1</source>
        <translation>Platz in der Reihenfolge, ab 1</translation>
    </message>
    <message>
        <source>place in the order, from 1, the gravest</source>
        <translation>Platz in der Reihenfolge, ab 1, dem schwersten</translation>
    </message>
    <message>
        <source>place in the order; 0 is the exercise’s own</source>
        <translation>Platz in der Reihenfolge; 0 ist die der Übung selbst</translation>
    </message>
    <message>
        <source>place in the trail, from 1 on without a gap</source>
        <translation>Platz im Protokoll, ab 1 ohne Lücke</translation>
    </message>
    <message>
        <source>place of the exercise in that version, from 1</source>
        <translation>Platz der Übung in dieser Fassung, ab 1</translation>
    </message>
    <message>
        <source>position of the body</source>
        <translation>Körperstellung</translation>
    </message>
    <message>
        <source>postal address</source>
        <translation>Postanschrift</translation>
    </message>
    <message>
        <source>postal address, for the clinic alone</source>
        <translation>Postanschrift, nur für die Klinik</translation>
    </message>
    <message>
        <source>proposed, accepted or rejected</source>
        <translation>vorgeschlagen, angenommen oder verworfen</translation>
    </message>
    <message>
        <source>quality score, 0 to 100</source>
        <translation>Punkte für die Güte, 0 bis 100</translation>
    </message>
    <message>
        <source>ranges of motion: of each measure what was reached and what was asked for, degrees</source>
        <translation>Bewegungsumfänge: zu jeder Messgröße, was erreicht und was verlangt wurde, Grad</translation>
    </message>
    <message>
        <source>repetition, or partial where it did not count</source>
        <translation>Wiederholung, oder partial, wo sie nicht zählte</translation>
    </message>
    <message>
        <source>rules that were broken, with the values that were seen</source>
        <translation>verletzte Regeln mit den gesehenen Werten</translation>
    </message>
    <message>
        <source>running, finished, abandoned or interrupted</source>
        <translation>läuft, beendet, vorzeitig beendet oder unterbrochen</translation>
    </message>
    <message>
        <source>score of going straight there and back, 0 to 100</source>
        <translation>Punkte für den geraden Hin- und Rückweg, 0 bis 100</translation>
    </message>
    <message>
        <source>set while it is the current file of its kind</source>
        <translation>gesetzt, solange sie die aktuelle Datei ihrer Art ist</translation>
    </message>
    <message>
        <source>share of the target range from which on a repetition counts, 0 to 1</source>
        <translation>Anteil des Zielbereichs, ab dem eine Wiederholung zählt, 0 bis 1</translation>
    </message>
    <message>
        <source>share of the target range that was reached, 0 to 1</source>
        <translation>erreichter Anteil des Zielbereichs, 0 bis 1</translation>
    </message>
    <message>
        <source>short name</source>
        <translation>kurzer Name</translation>
    </message>
    <message>
        <source>side of the body</source>
        <translation>Körperseite</translation>
    </message>
    <message>
        <source>side of the body that did the repetitions</source>
        <translation>Körperseite, die die Wiederholungen machte</translation>
    </message>
    <message>
        <source>side of the body: left, right, both or either</source>
        <translation>Körperseite: links, rechts, beide oder eine von beiden</translation>
    </message>
    <message>
        <source>since when it holds, UTC</source>
        <translation>seit wann sie gilt, UTC</translation>
    </message>
    <message>
        <source>since when it is not offered any more, UTC</source>
        <translation>seit wann sie nicht mehr angeboten wird, UTC</translation>
    </message>
    <message>
        <source>since when its codes are asked for, UTC</source>
        <translation>seit wann ihre Codes verlangt werden, UTC</translation>
    </message>
    <message>
        <source>since when nobody can sign in with it, UTC</source>
        <translation>seit wann sich niemand mehr damit anmelden kann, UTC</translation>
    </message>
    <message>
        <source>since when other physicians of the clinic may use it, UTC</source>
        <translation>seit wann andere Therapeutinnen und Therapeuten der Klinik sie verwenden dürfen, UTC</translation>
    </message>
    <message>
        <source>since when the password is asked for, UTC; empty where it is not</source>
        <translation>seit wann das Passwort verlangt wird, UTC; leer, wo nicht</translation>
    </message>
    <message>
        <source>smaller excursion of the sides over the larger, 0 to 100</source>
        <translation>kleinerer Ausschlag der Seiten geteilt durch den größeren, 0 bis 100</translation>
    </message>
    <message>
        <source>specialty</source>
        <translation>Fachgebiet</translation>
    </message>
    <message>
        <source>spectral arc length, 0 smoothest</source>
        <translation>spektrale Bogenlänge, 0 am glattesten</translation>
    </message>
    <message>
        <source>standard check that it comes from</source>
        <translation>Standardprüfung, aus der sie stammt</translation>
    </message>
    <message>
        <source>start, peak, end or reference</source>
        <translation>Beginn, Umkehrpunkt, Ende oder Vorbild</translation>
    </message>
    <message>
        <source>telephone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>telephone number, for the clinic alone</source>
        <translation>Telefonnummer, nur für die Klinik</translation>
    </message>
    <message>
        <source>the value furthest from what is right, in the unit of the rule</source>
        <translation>der Wert, der am weitesten vom richtigen abweicht, in der Einheit der Regel</translation>
    </message>
    <message>
        <source>times, seconds of the camera’s clock; at each the share of the target range and the joint angles in degrees</source>
        <translation>Zeiten, Sekunden der Kamerauhr; zu jeder der Anteil des Zielbereichs und die Gelenkwinkel in Grad</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>until when it holds, UTC</source>
        <translation>bis wann sie gilt, UTC</translation>
    </message>
    <message>
        <source>until when that record is kept, UTC</source>
        <translation>bis wann diese Akte aufbewahrt wird, UTC</translation>
    </message>
    <message>
        <source>upper bound, in the unit of the measure</source>
        <translation>obere Grenze, in der Einheit der Messgröße</translation>
    </message>
    <message>
        <source>value by measure, degrees or body lengths</source>
        <translation>Wert je Messgröße, Grad oder Körperlängen</translation>
    </message>
    <message>
        <source>version of the exercise</source>
        <translation>Fassung der Übung</translation>
    </message>
    <message>
        <source>what else is told, such as what a session came to</source>
        <translation>was sonst mitgeteilt wird, etwa was eine Sitzung ergab</translation>
    </message>
    <message>
        <source>what is measured</source>
        <translation>was gemessen wird</translation>
    </message>
    <message>
        <source>what is said above the upper bound</source>
        <translation>was über der oberen Grenze gesagt wird</translation>
    </message>
    <message>
        <source>what is said below the lower bound</source>
        <translation>was unter der unteren Grenze gesagt wird</translation>
    </message>
    <message>
        <source>what is to be reached</source>
        <translation>was erreicht werden soll</translation>
    </message>
    <message>
        <source>what is told</source>
        <translation>was mitgeteilt wird</translation>
    </message>
    <message>
        <source>what it is</source>
        <translation>was es ist</translation>
    </message>
    <message>
        <source>what it is about</source>
        <translation>worum es geht</translation>
    </message>
    <message>
        <source>what it is called</source>
        <translation>wie es heißt</translation>
    </message>
    <message>
        <source>what it is for: profile_picture, credential, exercise_picture or reference_clip</source>
        <translation>wofür sie ist: profile_picture, credential, exercise_picture oder reference_clip</translation>
    </message>
    <message>
        <source>what it rests on, in numbers and a sentence</source>
        <translation>worauf er beruht, in Zahlen und einem Satz</translation>
    </message>
    <message>
        <source>what it says beside that, while it waits</source>
        <translation>was sie sonst sagt, solange sie wartet</translation>
    </message>
    <message>
        <source>what kind of change</source>
        <translation>welche Art von Änderung</translation>
    </message>
    <message>
        <source>what kind of rule</source>
        <translation>welche Art von Regel</translation>
    </message>
    <message>
        <source>what the address is looked up by</source>
        <translation>womit die Adresse gesucht wird</translation>
    </message>
    <message>
        <source>what the administrator was told</source>
        <translation>was der Administratorin oder dem Administrator gesagt wurde</translation>
    </message>
    <message>
        <source>what the app knows too</source>
        <translation>was auch die App weiß</translation>
    </message>
    <message>
        <source>what the patient wants to be able to do again</source>
        <translation>was die Patientin oder der Patient wieder können möchte</translation>
    </message>
    <message>
        <source>what the patient wrote</source>
        <translation>was die Patientin oder der Patient schrieb</translation>
    </message>
    <message>
        <source>what the person is to the clinic</source>
        <translation>was die Person für die Klinik ist</translation>
    </message>
    <message>
        <source>what the person is to the clinic: patient, physician or administrator</source>
        <translation>was die Person für die Klinik ist: Patient/in, Therapeut/in oder Administrator/in</translation>
    </message>
    <message>
        <source>what the physician wrote</source>
        <translation>was die Therapeutin oder der Therapeut schrieb</translation>
    </message>
    <message>
        <source>what the physician wrote about it</source>
        <translation>was die Therapeutin oder der Therapeut dazu schrieb</translation>
    </message>
    <message>
        <source>what the sessions would have come to with it</source>
        <translation>was die Sitzungen damit ergeben hätten</translation>
    </message>
    <message>
        <source>what there is to say about it</source>
        <translation>was dazu zu sagen ist</translation>
    </message>
    <message>
        <source>what they went through, degrees or body lengths</source>
        <translation>was sie durchliefen, Grad oder Körperlängen</translation>
    </message>
    <message>
        <source>what was done</source>
        <translation>was getan wurde</translation>
    </message>
    <message>
        <source>what was measured</source>
        <translation>was gemessen wurde</translation>
    </message>
    <message>
        <source>what was said of it</source>
        <translation>was dazu gesagt wurde</translation>
    </message>
    <message>
        <source>what was written then</source>
        <translation>was dann geschrieben wurde</translation>
    </message>
    <message>
        <source>what went wrong last, in a word</source>
        <translation>was zuletzt schiefging, in einem Wort</translation>
    </message>
    <message>
        <source>what would be changed, from which value to which</source>
        <translation>was geändert würde, von welchem Wert auf welchen</translation>
    </message>
    <message>
        <source>when it began, UTC</source>
        <translation>wann es begann, UTC</translation>
    </message>
    <message>
        <source>when it began, seconds of the camera’s clock</source>
        <translation>wann es begann, Sekunden der Kamerauhr</translation>
    </message>
    <message>
        <source>when it ended, UTC</source>
        <translation>wann es endete, UTC</translation>
    </message>
    <message>
        <source>when it happened, UTC</source>
        <translation>wann es geschah, UTC</translation>
    </message>
    <message>
        <source>when it is tried next, UTC</source>
        <translation>wann es wieder versucht wird, UTC</translation>
    </message>
    <message>
        <source>when it was brought, UTC</source>
        <translation>wann sie gebracht wurde, UTC</translation>
    </message>
    <message>
        <source>when it was carried out, UTC</source>
        <translation>wann sie ausgeführt wurde, UTC</translation>
    </message>
    <message>
        <source>when it was done, seconds of the camera’s clock</source>
        <translation>wann es getan war, Sekunden der Kamerauhr</translation>
    </message>
    <message>
        <source>when it was first known, UTC</source>
        <translation>wann es zuerst bekannt war, UTC</translation>
    </message>
    <message>
        <source>when it was furthest, seconds of the camera’s clock</source>
        <translation>wann es am weitesten war, Sekunden der Kamerauhr</translation>
    </message>
    <message>
        <source>when it was given up, UTC</source>
        <translation>wann es aufgegeben wurde, UTC</translation>
    </message>
    <message>
        <source>when it was in the store, UTC</source>
        <translation>wann sie am Ablageort war, UTC</translation>
    </message>
    <message>
        <source>when it was kept, UTC</source>
        <translation>wann es gespeichert wurde, UTC</translation>
    </message>
    <message>
        <source>when it was last used, UTC</source>
        <translation>wann es zuletzt verwendet wurde, UTC</translation>
    </message>
    <message>
        <source>when it was read, UTC</source>
        <translation>wann es gelesen wurde, UTC</translation>
    </message>
    <message>
        <source>when it was removed, UTC</source>
        <translation>wann sie entfernt wurde, UTC</translation>
    </message>
    <message>
        <source>when it was said, UTC</source>
        <translation>wann es gesagt wurde, UTC</translation>
    </message>
    <message>
        <source>when it was sent, UTC</source>
        <translation>wann sie gesendet wurde, UTC</translation>
    </message>
    <message>
        <source>when it was written down, UTC</source>
        <translation>wann es aufgeschrieben wurde, UTC</translation>
    </message>
    <message>
        <source>when last, UTC</source>
        <translation>wann zuletzt, UTC</translation>
    </message>
    <message>
        <source>when nothing was left to be removed, UTC</source>
        <translation>wann nichts mehr zu entfernen war, UTC</translation>
    </message>
    <message>
        <source>when the clinic decided about the licence, UTC</source>
        <translation>wann die Klinik über die Zulassung entschied, UTC</translation>
    </message>
    <message>
        <source>when the password was set, UTC</source>
        <translation>wann das Passwort gesetzt wurde, UTC</translation>
    </message>
    <message>
        <source>when the patient asked, UTC</source>
        <translation>wann die Patientin oder der Patient anfragte, UTC</translation>
    </message>
    <message>
        <source>when the person signed in, UTC</source>
        <translation>wann sich die Person anmeldete, UTC</translation>
    </message>
    <message>
        <source>when the person was first known, UTC</source>
        <translation>wann die Person zuerst bekannt war, UTC</translation>
    </message>
    <message>
        <source>when the physician answered, UTC</source>
        <translation>wann die Therapeutin oder der Therapeut antwortete, UTC</translation>
    </message>
    <message>
        <source>when the profile was made, UTC</source>
        <translation>wann das Profil angelegt wurde, UTC</translation>
    </message>
    <message>
        <source>when the store had it no longer, UTC</source>
        <translation>wann sie nicht mehr am Ablageort war, UTC</translation>
    </message>
    <message>
        <source>when, UTC</source>
        <translation>wann, UTC</translation>
    </message>
    <message>
        <source>where it hurt</source>
        <translation>wo es wehtat</translation>
    </message>
    <message>
        <source>where that is</source>
        <translation>wo das ist</translation>
    </message>
    <message>
        <source>where the physician works</source>
        <translation>wo die Therapeutin oder der Therapeut arbeitet</translation>
    </message>
    <message>
        <source>where they began, degrees or body lengths</source>
        <translation>wo sie begannen, Grad oder Körperlängen</translation>
    </message>
    <message>
        <source>where they were to begin, degrees or body lengths</source>
        <translation>wo sie beginnen sollten, Grad oder Körperlängen</translation>
    </message>
    <message>
        <source>whether a person or the program wrote it</source>
        <translation>ob eine Person oder das Programm es schrieb</translation>
    </message>
    <message>
        <source>whether it is asked or approved</source>
        <translation>ob sie angefragt oder angenommen ist</translation>
    </message>
    <message>
        <source>whether it is counted or held</source>
        <translation>ob sie gezählt oder gehalten wird</translation>
    </message>
    <message>
        <source>whether it is the first administrator’s</source>
        <translation>ob es das der ersten Administratorin oder des ersten Administrators ist</translation>
    </message>
    <message>
        <source>whether the clinic has made sure of the licence: pending, verified or refused</source>
        <translation>ob die Klinik die Zulassung geprüft hat: noch nicht geprüft, bestätigt oder nicht angenommen</translation>
    </message>
    <message>
        <source>whether the e-mail says what a session came to</source>
        <translation>ob die E-Mail sagt, was eine Sitzung ergab</translation>
    </message>
    <message>
        <source>whether the repetitions were counted by the patient, without a camera</source>
        <translation>ob die Wiederholungen ohne Kamera, von Hand gezählt wurden</translation>
    </message>
    <message>
        <source>which store has it</source>
        <translation>welcher Ablageort sie hat</translation>
    </message>
    <message>
        <source>who asked for it: the person, or an administrator on the person’s behalf</source>
        <translation>wer darum gebeten hat: die Person oder jemand aus der Administration in ihrem Namen</translation>
    </message>
    <message>
        <source>who decided</source>
        <translation>wer entschied</translation>
    </message>
    <message>
        <source>who did it</source>
        <translation>wer es tat</translation>
    </message>
    <message>
        <source>who else it is about</source>
        <translation>um wen es sonst geht</translation>
    </message>
    <message>
        <source>who ended it</source>
        <translation>wer sie beendete</translation>
    </message>
    <message>
        <source>who is told</source>
        <translation>wem es mitgeteilt wird</translation>
    </message>
    <message>
        <source>who wrote it</source>
        <translation>wer es schrieb</translation>
    </message>
    <message>
        <source>whom it goes to; empty where it goes to nobody</source>
        <translation>an wen sie geht; leer, wo sie an niemanden geht</translation>
    </message>
    <message>
        <source>whom it hurt</source>
        <translation>wem es wehtat</translation>
    </message>
    <message>
        <source>whom to call when something happens</source>
        <translation>wer anzurufen ist, wenn etwas geschieht</translation>
    </message>
    <message>
        <source>whose data it was</source>
        <translation>wessen Daten es waren</translation>
    </message>
    <message>
        <source>whose it is</source>
        <translation>wessen es ist</translation>
    </message>
    <message>
        <source>whose it was</source>
        <translation>wessen es war</translation>
    </message>
    <message>
        <source>whose plan it is</source>
        <translation>wessen Plan es ist</translation>
    </message>
    <message>
        <source>whose the locked record is</source>
        <translation>wessen die gesperrte Akte ist</translation>
    </message>
    <message>
        <source>whose visit it was</source>
        <translation>wessen Besuch es war</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>why it decided so</source>
        <translation>warum sie so entschied</translation>
    </message>
    <message>
        <source>why it did not count</source>
        <translation>warum sie nicht zählte</translation>
    </message>
    <message>
        <source>why it was changed</source>
        <translation>warum es geändert wurde</translation>
    </message>
</context>
<context>
    <name>PersonValues</name>
    <message>
        <source>abandoned</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator/in</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>angefragt</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>credential</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>either</source>
        <translation>eine von beiden</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>exercise picture</source>
        <translation>Bild einer Übung</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>patient</source>
        <translation>Patient/in</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>physician</source>
        <translation>Therapeut/in</translation>
    </message>
    <message>
        <source>profile picture</source>
        <translation>Profilbild</translation>
    </message>
    <message>
        <source>reference clip</source>
        <translation>Vorbildclip</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>nicht angenommen</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>bestätigt</translation>
    </message>
</context>
<context>
    <name>PhysicianCard</name>
    <message>
        <source>Ask to be taken on</source>
        <translation>Um Behandlung bitten</translation>
    </message>
</context>
<context>
    <name>PhysiciansPage</name>
    <message>
        <source>Find a physician</source>
        <translation>Therapeut/in finden</translation>
    </message>
    <message>
        <source>Search physicians</source>
        <translation>Therapeutinnen und Therapeuten suchen</translation>
    </message>
    <message>
        <source>Name, specialisation, city</source>
        <translation>Name, Fachgebiet, Stadt</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Your physicians</source>
        <translation>Ihre Therapeutinnen und Therapeuten</translation>
    </message>
    <message>
        <source>Verified physicians</source>
        <translation>Bestätigte Therapeutinnen und Therapeuten</translation>
    </message>
    <message>
        <source>Physicians</source>
        <translation>Therapeut/innen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Order of physicians</source>
        <translation>Reihenfolge der Therapeut/innen</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>By specialisation</source>
        <translation>Nach Fachgebiet</translation>
    </message>
    <message>
        <source>By city</source>
        <translation>Nach Stadt</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Niemand gefunden</translation>
    </message>
    <message>
        <source>Search for fewer letters, or another word.</source>
        <translation>Suchen Sie nach weniger Buchstaben oder einem anderen Wort.</translation>
    </message>
    <message>
        <source>No physician yet</source>
        <translation>Noch niemand da</translation>
    </message>
    <message>
        <source>Show all physicians</source>
        <translation>Alle Therapeut/innen zeigen</translation>
    </message>
    <message>
        <source>Nobody found. Search for fewer letters, or another word.</source>
        <translation>Niemand gefunden. Suchen Sie nach weniger Buchstaben oder einem anderen Wort.</translation>
    </message>
    <message>
        <source>No physician is verified here yet. Ask your clinic to sign one up.</source>
        <translation>Hier ist noch niemand bestätigt. Bitten Sie Ihre Klinik, jemanden zu registrieren.</translation>
    </message>
    <message>
        <source>{name} was asked. The answer is told here.</source>
        <translation>{name} ist angefragt. Die Antwort steht dann hier.</translation>
    </message>
    <message>
        <source>Ask a physician</source>
        <translation>Therapeut/in anfragen</translation>
    </message>
    <message>
        <source>End the care</source>
        <translation>Behandlung beenden</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Es ist beendet.</translation>
    </message>
</context>
<context>
    <name>PictureSection</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Your picture is kept.</source>
        <translation>Ihr Bild ist gespeichert.</translation>
    </message>
    <message>
        <source>Your picture is removed.</source>
        <translation>Ihr Bild ist entfernt.</translation>
    </message>
    <message>
        <source>Only what can be seen is kept; where and when it was taken is not.</source>
        <translation>Gespeichert ist nur, was man sieht, nicht wo und wann es aufgenommen wurde.</translation>
    </message>
    <message>
        <source>There is no picture of you yet.</source>
        <translation>Es gibt noch kein Bild von Ihnen.</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>Ihr Bild</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Pictures ({pattern})</source>
        <translation>Bilder ({pattern})</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Where are your records to be kept?</source>
        <translation>Wo sollen Ihre Daten aufbewahrt werden?</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>On the clinic’s MySQL server</source>
        <translation>Auf dem MySQL-Server der Klinik</translation>
    </message>
    <message>
        <source>For one person or one workstation. Nothing leaves this computer.</source>
        <translation>Für eine Person oder einen Arbeitsplatz. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>For workstations inside a clinic’s network that share their records.</source>
        <translation>Für Arbeitsplätze im Netzwerk einer Klinik, die ihre Daten teilen.</translation>
    </message>
    <message>
        <source>The environment variable {variable} says where your records are kept.</source>
        <translation>Die Umgebungsvariable {variable} sagt, wo Ihre Daten aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Camera picture</source>
        <translation>Kamerabild</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ging schief</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Since then it has happened again: {number}</source>
        <translation>Seither ist es wieder passiert: {number}</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ProblemPanel</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Enter by hand</source>
        <translation>Von Hand eintragen</translation>
    </message>
    <message>
        <source>That hurts</source>
        <translation>Es tut weh</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was nicht ging</translation>
    </message>
    <message>
        <source>Something in this program went wrong.</source>
        <translation>In diesem Programm ging etwas schief.</translation>
    </message>
    <message>
        <source>Try again. If it happens once more, send the log file to whoever looks after the program.</source>
        <translation>Versuchen Sie es erneut. Passiert es noch einmal, senden Sie die Protokolldatei an die Person, die das Programm betreut.</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>Notfallkontakt</translation>
    </message>
    <message>
        <source>Whom to call when something happens: name and telephone.</source>
        <translation>Wer anzurufen ist, wenn etwas passiert: Name und Telefon.</translation>
    </message>
    <message>
        <source>Goals and health</source>
        <translation>Ziele und Gesundheit</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>What you want to be able to do again.</source>
        <translation>Was Sie wieder können möchten.</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Erkrankungen</translation>
    </message>
    <message>
        <source>Illnesses, operations, what to mind. Your physicians read and add to it.</source>
        <translation>Krankheiten, Operationen, worauf zu achten ist. Ihre Therapeutinnen und Therapeuten lesen und ergänzen es.</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>What everybody may read</source>
        <translation>Was alle lesen dürfen</translation>
    </message>
    <message>
        <source>Specialisation</source>
        <translation>Fachgebiet</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Klinik oder Praxis</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Über Sie</translation>
    </message>
    <message>
        <source>For the clinic alone</source>
        <translation>Nur für die Klinik</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Save your changes?</source>
        <translation>Änderungen speichern?</translation>
    </message>
    <message>
        <source>What you have written in your profile is not saved yet.</source>
        <translation>Was Sie in Ihr Profil geschrieben haben, ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Your profile is saved.</source>
        <translation>Ihr Profil ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{day}: score {score} of 100</source>
        <translation>{day}: {score} von 100 Punkten</translation>
    </message>
    <message>
        <source>{day}: score {score} of 100, the mean of {number} sessions</source>
        <translation>{day}: {score} von 100 Punkten, Mittel aus {number} Sitzungen</translation>
    </message>
    <message>
        <source>{when}: {angle} {degrees}, target {target}°</source>
        <translation>{when}: {angle} {degrees}, Ziel {target}°</translation>
    </message>
    <message>
        <source>Pain before</source>
        <translation>Schmerz vorher</translation>
    </message>
    <message>
        <source>Pain after</source>
        <translation>Schmerz nachher</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Anstrengung</translation>
    </message>
    <message>
        <source>“That hurts”</source>
        <translation>„Es tut weh“</translation>
    </message>
    <message>
        <source>pain before {number}</source>
        <translation>Schmerz vorher {number}</translation>
    </message>
    <message>
        <source>pain after {number}</source>
        <translation>Schmerz nachher {number}</translation>
    </message>
    <message>
        <source>effort {number}</source>
        <translation>Anstrengung {number}</translation>
    </message>
    <message>
        <source>{when}: it hurt: {where}, {level} of 10</source>
        <translation>{when}: Es tat weh: {where}, {level} von 10</translation>
    </message>
    <message>
        <source>upper arm, tilt</source>
        <translation>Oberarm, Neigung</translation>
    </message>
    <message>
        <source>thigh, tilt</source>
        <translation>Oberschenkel, Neigung</translation>
    </message>
    <message>
        <source>shank, tilt</source>
        <translation>Unterschenkel, Neigung</translation>
    </message>
    <message>
        <source>Trunk, lean</source>
        <translation>Rumpf, Neigung</translation>
    </message>
    <message>
        <source>Trunk, lean forward</source>
        <translation>Rumpf, Vorneigung</translation>
    </message>
    <message>
        <source>Shoulders, slope</source>
        <translation>Schultern, Schräge</translation>
    </message>
    <message>
        <source>Hips, slope</source>
        <translation>Hüften, Schräge</translation>
    </message>
    <message>
        <source>Head, slope</source>
        <translation>Kopf, Schräge</translation>
    </message>
    <message>
        <source>Shoulders, left against right</source>
        <translation>Schultern, links gegen rechts</translation>
    </message>
    <message>
        <source>Elbows, left against right</source>
        <translation>Ellbogen, links gegen rechts</translation>
    </message>
    <message>
        <source>Hips, left against right</source>
        <translation>Hüften, links gegen rechts</translation>
    </message>
    <message>
        <source>Knees, left against right</source>
        <translation>Knie, links gegen rechts</translation>
    </message>
    <message>
        <source>Left {part}</source>
        <translation>Links: {part}</translation>
    </message>
    <message>
        <source>Right {part}</source>
        <translation>Rechts: {part}</translation>
    </message>
    <message>
        <source>{angle}, {side} side leading</source>
        <translation>{angle}, {side} führend</translation>
    </message>
    <message>
        <source>{degrees}° ±{margin}°</source>
        <translation>{degrees}° ±{margin}°</translation>
    </message>
    <message>
        <source>Measured once so far</source>
        <translation>Bisher einmal gemessen</translation>
    </message>
    <message>
        <source>No change that one camera could tell</source>
        <translation>Keine Veränderung, die eine Kamera erkennt</translation>
    </message>
    <message>
        <source>{number}° more: real</source>
        <translation>{number}° mehr: echt</translation>
    </message>
    <message>
        <source>{number}° less: real</source>
        <translation>{number}° weniger: echt</translation>
    </message>
    <message>
        <source>{number}° more: possible</source>
        <translation>{number}° mehr: möglich</translation>
    </message>
    <message>
        <source>{number}° less: possible</source>
        <translation>{number}° weniger: möglich</translation>
    </message>
    <message>
        <source>{angle}: {now}, measured once so far.</source>
        <translation>{angle}: {now}, bisher einmal gemessen.</translation>
    </message>
    <message>
        <source>{angle}: {now} now, {then} at first.</source>
        <translation>{angle}: jetzt {now}, anfangs {then}.</translation>
    </message>
    <message>
        <source>That is no change that one camera could tell.</source>
        <translation>Das ist keine Veränderung, die eine Kamera erkennt.</translation>
    </message>
    <message>
        <source>{degrees}° more are possibly a change: below 10° one camera is not sure.</source>
        <translation>{degrees}° mehr sind vielleicht eine Veränderung: unter 10° ist eine Kamera nicht sicher.</translation>
    </message>
    <message>
        <source>{degrees}° less are possibly a change: below 10° one camera is not sure.</source>
        <translation>{degrees}° weniger sind vielleicht eine Veränderung: unter 10° ist eine Kamera nicht sicher.</translation>
    </message>
    <message>
        <source>{degrees}° more are a real change.</source>
        <translation>{degrees}° mehr sind eine echte Veränderung.</translation>
    </message>
    <message>
        <source>{degrees}° less are a real change.</source>
        <translation>{degrees}° weniger sind eine echte Veränderung.</translation>
    </message>
    <message>
        <source>This week so far</source>
        <translation>Diese Woche bisher</translation>
    </message>
    <message>
        <source>Week of {day}</source>
        <translation>Woche vom {day}</translation>
    </message>
    <message>
        <source>nothing was asked for</source>
        <translation>nichts war verlangt</translation>
    </message>
    <message>
        <source>{share}, {done} of {due} repetitions; days kept: {kept} of {days}</source>
        <translation>{share}, {done} von {due} Wiederholungen; eingehaltene Tage: {kept} von {days}</translation>
    </message>
    <message>
        <source>Pain before exercising was told once so far.</source>
        <translation>Schmerz vor dem Üben wurde bisher einmal genannt.</translation>
    </message>
    <message>
        <source>Pain before exercising: {last} now, {first} at first.</source>
        <translation>Schmerz vor dem Üben: jetzt {last}, anfangs {first}.</translation>
    </message>
    <message>
        <source>A difference below 2 says nothing yet.</source>
        <translation>Ein Unterschied unter 2 sagt noch nichts.</translation>
    </message>
    <message>
        <source>It hurts less.</source>
        <translation>Es tut weniger weh.</translation>
    </message>
    <message>
        <source>It hurts more: tell your physician.</source>
        <translation>Es tut mehr weh: Sagen Sie es Ihrer Therapeutin oder Ihrem Therapeuten.</translation>
    </message>
    <message>
        <source>{exercise}: sessions {sessions}, repetitions {repetitions} of {all}, last on {day}</source>
        <translation>{exercise}: {sessions} Sitzungen, {repetitions} von {all} Wiederholungen, zuletzt am {day}</translation>
    </message>
    <message>
        <source>What helps: think of it before each repetition, and take your time.</source>
        <translation>Was hilft: Denken Sie vor jeder Wiederholung daran und lassen Sie sich Zeit.</translation>
    </message>
    <message>
        <source>What helps: go slower and less far until it works, or begin with {exercise}.</source>
        <translation>Was hilft: Gehen Sie langsamer und weniger weit, bis es klappt, oder beginnen Sie mit {exercise}.</translation>
    </message>
    <message>
        <source>What helps: go slower and less far until it works.</source>
        <translation>Was hilft: Gehen Sie langsamer und weniger weit, bis es klappt.</translation>
    </message>
    <message>
        <source>First session</source>
        <translation>Erste Sitzung</translation>
    </message>
    <message>
        <source>{number} sessions</source>
        <translation>{number} Sitzungen</translation>
    </message>
    <message>
        <source>{number} repetitions</source>
        <translation>{number} Wiederholungen</translation>
    </message>
    <message>
        <source>{number} days in a row</source>
        <translation>{number} Tage in Folge</translation>
    </message>
</context>
<context>
    <name>ProgressCurve</name>
    <message>
        <source>Position on the way over time</source>
        <translation>Position auf dem Weg im Zeitverlauf</translation>
    </message>
    <message>
        <source>Position: 0 start, 100 target</source>
        <translation>Position: 0 Anfang, 100 Ziel</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Noch nichts zu zeigen</translation>
    </message>
    <message>
        <source>From the first session on, this page tells how scores, ranges of motion and pain go over time.</source>
        <translation>Ab der ersten Sitzung zeigt diese Seite, wie sich Punkte, Bewegungsumfang und Schmerz mit der Zeit entwickeln.</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Übung wählen</translation>
    </message>
    <message>
        <source>All exercises</source>
        <translation>Alle Übungen</translation>
    </message>
    <message>
        <source>Days with a score: {number}. The newest is {score} of 100.</source>
        <translation>Tage mit Punkten: {number}. Zuletzt {score} von 100.</translation>
    </message>
    <message>
        <source>Of what the plan asked for in this time {share} was done.</source>
        <translation>Vom Verlangten des Plans wurden in dieser Zeit {share} gemacht.</translation>
    </message>
    <message>
        <source>Score over time</source>
        <translation>Punkte über die Zeit</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>No score in this time. Choose a longer one; what was entered by hand has no score.</source>
        <translation>Keine Punkte in dieser Zeit. Wählen Sie eine längere; von Hand Eingetragenes hat keine Punkte.</translation>
    </message>
    <message>
        <source>Plan kept, week by week</source>
        <translation>Plan eingehalten, Woche für Woche</translation>
    </message>
    <message>
        <source>Week of</source>
        <translation>Woche vom</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Eingehalten</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>No plan asked for anything in this time.</source>
        <translation>In dieser Zeit verlangte kein Plan etwas.</translation>
    </message>
    <message>
        <source>Pain and effort over time</source>
        <translation>Schmerz und Anstrengung über die Zeit</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Pain before</source>
        <translation>Schmerz vorher</translation>
    </message>
    <message>
        <source>Pain after</source>
        <translation>Schmerz nachher</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Anstrengung</translation>
    </message>
    <message>
        <source>“That hurts”</source>
        <translation>„Es tut weh“</translation>
    </message>
    <message>
        <source>Nothing was said of pain or effort in this time.</source>
        <translation>In dieser Zeit wurde nichts zu Schmerz oder Anstrengung gesagt.</translation>
    </message>
    <message>
        <source>Pain and effort</source>
        <translation>Schmerz und Anstrengung</translation>
    </message>
</context>
<context>
    <name>QuestionView</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
</context>
<context>
    <name>RangeOverview</name>
    <message>
        <source>Range of motion over time</source>
        <translation>Bewegungsumfang über die Zeit</translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Range of motion</source>
        <translation>Bewegungsumfang</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>No angle was measured in this time.</source>
        <translation>In dieser Zeit wurde kein Winkel gemessen.</translation>
    </message>
    <message>
        <source>One camera is off by about ±7°: a change is real from 10° on, and possible from 5°.</source>
        <translation>Eine Kamera irrt um etwa ±7°: Eine Veränderung ist ab 10° echt und ab 5° möglich.</translation>
    </message>
    <message>
        <source>Range of motion over time: {angle}, {exercise}</source>
        <translation>Bewegungsumfang über die Zeit: {angle}, {exercise}</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>At first</source>
        <translation>Anfangs</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Veränderung</translation>
    </message>
    <message>
        <source>Range of motion of every angle</source>
        <translation>Bewegungsumfang jedes Winkels</translation>
    </message>
</context>
<context>
    <name>RangeRing</name>
    <message>
        <source>Range of motion</source>
        <translation>Bewegungsumfang</translation>
    </message>
    <message>
        <source>Last time: {share}</source>
        <translation>Letztes Mal: {share}</translation>
    </message>
</context>
<context>
    <name>ReadingPlot</name>
    <message>
        <source>Left and right arrow keys go from point to point.</source>
        <translation>Die Pfeiltasten links und rechts gehen von Punkt zu Punkt.</translation>
    </message>
</context>
<context>
    <name>ReadyPanel</name>
    <message>
        <source>The start pose</source>
        <translation>Die Ausgangsstellung</translation>
    </message>
    <message>
        <source>It goes on by itself when all is right for two seconds.</source>
        <translation>Es geht von selbst weiter, wenn zwei Sekunden lang alles stimmt.</translation>
    </message>
    <message>
        <source>How to stand</source>
        <translation>So stehen Sie richtig</translation>
    </message>
    <message>
        <source>not yet right</source>
        <translation>stimmt noch nicht</translation>
    </message>
    <message>
        <source>right</source>
        <translation>stimmt</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
    <message>
        <source>{what} The sign-in ends by itself within 12 hours.</source>
        <translation>{what} Die Anmeldung endet von selbst innerhalb von 12 Stunden.</translation>
    </message>
</context>
<context>
    <name>RecoveryCodes</name>
    <message>
        <source>Recovery codes</source>
        <translation>Ersatzcodes</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>I have put them away</source>
        <translation>Ich habe sie verwahrt</translation>
    </message>
    <message>
        <source>Your recovery codes</source>
        <translation>Ihre Ersatzcodes</translation>
    </message>
    <message>
        <source>Without your phone, each of these lets you in once. Put them where only you find them: they are shown this one time.</source>
        <translation>Ohne Ihr Telefon kommen Sie mit jedem davon einmal hinein. Legen Sie sie dorthin, wo nur Sie sie finden: Sie werden nur dieses eine Mal gezeigt.</translation>
    </message>
    <message>
        <source>They are not shown again. Copy or print them, or write them down, before you go.</source>
        <translation>Sie werden nicht noch einmal gezeigt. Kopieren oder drucken Sie sie, oder schreiben Sie sie auf, bevor Sie gehen.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>PhysioCheck recovery codes</source>
        <translation>PhysioCheck-Ersatzcodes</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recovery codes</source>
        <translation>Ersatzcodes</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Neue Ersatzcodes</translation>
    </message>
    <message>
        <source>Those you have are worth nothing from then on.</source>
        <translation>Ihre bisherigen Codes gelten dann nicht mehr.</translation>
    </message>
    <message>
        <source>Make new ones</source>
        <translation>Neue erstellen</translation>
    </message>
    <message>
        <source>You have new recovery codes and have not seen them; the old ones are worth nothing. Make new ones once more.</source>
        <translation>Sie haben neue Ersatzcodes und haben sie nicht gesehen; die alten gelten nicht mehr. Erstellen Sie sie noch einmal neu.</translation>
    </message>
</context>
<context>
    <name>RegionChooser</name>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>Chest</source>
        <translation>Brust</translation>
    </message>
    <message>
        <source>Belly</source>
        <translation>Bauch</translation>
    </message>
    <message>
        <source>Upper back</source>
        <translation>Oberer Rücken</translation>
    </message>
    <message>
        <source>Lower back</source>
        <translation>Unterer Rücken</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>Linke Schulter</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>Rechte Schulter</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>Linker Ellbogen</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>Rechter Ellbogen</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>Linkes Handgelenk</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>Rechtes Handgelenk</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>Linke Hüfte</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>Rechte Hüfte</translation>
    </message>
    <message>
        <source>Left thigh</source>
        <translation>Linker Oberschenkel</translation>
    </message>
    <message>
        <source>Right thigh</source>
        <translation>Rechter Oberschenkel</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>Linkes Knie</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>Rechtes Knie</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>Linker Knöchel</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>Rechter Knöchel</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Woanders</translation>
    </message>
    <message>
        <source>It does not hurt</source>
        <translation>Es tut nicht weh</translation>
    </message>
    <message>
        <source>Where does it hurt?</source>
        <translation>Wo tut es weh?</translation>
    </message>
    <message>
        <source>Counting has stopped. Left and right are your own.</source>
        <translation>Das Zählen ruht. Links und rechts sind Ihre eigenen.</translation>
    </message>
    <message>
        <source>Parts of the body</source>
        <translation>Körperteile</translation>
    </message>
</context>
<context>
    <name>RepetitionBrowser</name>
    <message>
        <source>Repetition by repetition</source>
        <translation>Wiederholung für Wiederholung</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Repetition {number}: score {score} of 100</source>
        <translation>Wiederholung {number}: {score} von 100 Punkten</translation>
    </message>
    <message>
        <source>No fault was seen</source>
        <translation>Kein Fehler zu sehen</translation>
    </message>
    <message>
        <source>set {number}</source>
        <translation>Satz {number}</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>{share} of the target range</source>
        <translation>{share} des Zielbereichs</translation>
    </message>
    <message>
        <source>held {seconds} s</source>
        <translation>{seconds} s gehalten</translation>
    </message>
    <message>
        <source>for {seconds} s</source>
        <translation>für {seconds} s</translation>
    </message>
    <message>
        <source>{angle}: from {start}° to {peak}° ±{margin}°, target {target}°</source>
        <translation>{angle}: von {start}° bis {peak}° ±{margin}°, Ziel {target}°</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
</context>
<context>
    <name>RepetitionList</name>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Position reached</source>
        <translation>Erreichte Stellung</translation>
    </message>
    <message>
        <source>Range reached</source>
        <translation>Erreichter Bereich</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Angle at the peak</source>
        <translation>Winkel am Umkehrpunkt</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{seconds} of {asked} s</source>
        <translation>{seconds} von {asked} s</translation>
    </message>
    <message>
        <source>{joint} {peak}° ±{margin}, target {target}°</source>
        <translation>{joint} {peak}° ±{margin}, Ziel {target}°</translation>
    </message>
</context>
<context>
    <name>RepetitionNumber</name>
    <message>
        <source>of {seconds} seconds</source>
        <translation>von {seconds} Sekunden</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Held {seconds} {asked}</source>
        <translation>{seconds} {asked} gehalten</translation>
    </message>
    <message>
        <source>Get ready</source>
        <translation>Machen Sie sich bereit</translation>
    </message>
    <message>
        <source>of {target}</source>
        <translation>von {target}</translation>
    </message>
    <message>
        <source>Repetition {done} of {target}</source>
        <translation>Wiederholung {done} von {target}</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>{exercise} · by hand</source>
        <translation>{exercise} · von Hand</translation>
    </message>
    <message>
        <source>Angles are measured with one camera. They are whole degrees and may be off by about 7° where the camera sees the movement from the side that suits it, and by 15° and more elsewhere. A difference of less than 5° between two sessions means nothing; from 10° on it is real. The score compares the movement with the exercise as it was defined; it is no diagnosis.</source>
        <translation>Winkel werden mit einer einzigen Kamera gemessen. Sie sind ganze Grad und können um etwa 7° falsch sein, wo die Kamera die Bewegung von der passenden Seite sieht, sonst um 15° und mehr. Ein Unterschied von weniger als 5° zwischen zwei Sitzungen bedeutet nichts; ab 10° ist er echt. Die Punkte vergleichen die Bewegung mit der Übung, wie sie festgelegt wurde; sie sind keine Diagnose.</translation>
    </message>
    <message>
        <source>Begun and not counted</source>
        <translation>Begonnen und nicht gezählt</translation>
    </message>
    <message>
        <source>Best repetition: number {number}</source>
        <translation>Beste Wiederholung: Nummer {number}</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Go slower and less far until that works.</source>
        <translation>Gehen Sie langsamer und weniger weit, bis das gelingt.</translation>
    </message>
    <message>
        <source>In {count} of {all} repetitions, at worst {worst}.</source>
        <translation>Bei {count} von {all} Wiederholungen, schlimmstenfalls {worst}.</translation>
    </message>
    <message>
        <source>Joint angles over time</source>
        <translation>Gelenkwinkel im Verlauf</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Mind the rule {rule}</source>
        <translation>Beachten Sie die Regel {rule}</translation>
    </message>
    <message>
        <source>No repetition was completed.</source>
        <translation>Es wurde keine Wiederholung abgeschlossen.</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Umkehr</translation>
    </message>
    <message>
        <source>Peak, {seconds} s</source>
        <translation>Weitester Punkt, {seconds} s</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Weite</translation>
    </message>
    <message>
        <source>Range of motion</source>
        <translation>Bewegungsumfang</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Start, {seconds} s</source>
        <translation>Beginn, {seconds} s</translation>
    </message>
    <message>
        <source>Symmetry</source>
        <translation>Symmetrie</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>What these numbers can tell</source>
        <translation>Was diese Zahlen sagen können</translation>
    </message>
    <message>
        <source>What to better</source>
        <translation>Was zu verbessern ist</translation>
    </message>
    <message>
        <source>begun, not completed</source>
        <translation>begonnen, nicht beendet</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>breaks off early, it should have {number} frames</source>
        <translation>bricht zu früh ab, es müssten {number} Bilder sein</translation>
    </message>
    <message>
        <source>held {seconds} s</source>
        <translation>{seconds} s gehalten</translation>
    </message>
    <message>
        <source>holds counted, {seconds} s in all</source>
        <translation>Mal gehalten, zusammen {seconds} s</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>left side</source>
        <translation>linke Seite</translation>
    </message>
    <message>
        <source>mean score of 100</source>
        <translation>Punkte von 100 im Mittel</translation>
    </message>
    <message>
        <source>of frames show a person</source>
        <translation>der Bilder zeigen eine Person</translation>
    </message>
    <message>
        <source>repetitions counted</source>
        <translation>Wiederholungen gezählt</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>rechte Seite</translation>
    </message>
    <message>
        <source>{exercise}: movement report</source>
        <translation>{exercise}: Bewegungsbericht</translation>
    </message>
    <message>
        <source>{number} frames</source>
        <translation>{number} Bilder</translation>
    </message>
    <message>
        <source>{number} frames a second</source>
        <translation>{number} Bilder je Sekunde</translation>
    </message>
    <message>
        <source>{number} leg lengths</source>
        <translation>{number} Beinlängen</translation>
    </message>
    <message>
        <source>{number} trunk lengths</source>
        <translation>{number} Rumpflängen</translation>
    </message>
</context>
<context>
    <name>RestView</name>
    <message>
        <source>The start pose</source>
        <translation>Die Ausgangsstellung</translation>
    </message>
    <message>
        <source>The furthest pose</source>
        <translation>Die Endstellung</translation>
    </message>
    <message>
        <source>Rest longer</source>
        <translation>Länger ausruhen</translation>
    </message>
    <message>
        <source>Next: set {number} of {sets}</source>
        <translation>Als Nächstes: Satz {number} von {sets}</translation>
    </message>
    <message>
        <source>Next: {exercise}</source>
        <translation>Als Nächstes: {exercise}</translation>
    </message>
    <message>
        <source>Get ready</source>
        <translation>Machen Sie sich bereit</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>{time} of rest left</source>
        <translation>noch {time} Pause</translation>
    </message>
</context>
<context>
    <name>ResumeBar</name>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>{exercise} was interrupted. Repetitions done, and kept: {number}.</source>
        <translation>{exercise} wurde unterbrochen. Gemachte und gespeicherte Wiederholungen: {number}.</translation>
    </message>
</context>
<context>
    <name>SampleCameras</name>
    <message>
        <source>Rendered person: as asked for</source>
        <translation>Gerenderte Person: wie verlangt</translation>
    </message>
    <message>
        <source>Rendered person: elbow flexion</source>
        <translation>Gerenderte Person: Ellbogenbeugung</translation>
    </message>
    <message>
        <source>Rendered person: elbow flexion with faults</source>
        <translation>Gerenderte Person: Ellbogenbeugung mit Fehlern</translation>
    </message>
    <message>
        <source>Rendered person: shoulder abduction</source>
        <translation>Gerenderte Person: Armheben zur Seite</translation>
    </message>
    <message>
        <source>Rendered person: shoulder abduction with faults</source>
        <translation>Gerenderte Person: Armheben zur Seite mit Fehlern</translation>
    </message>
    <message>
        <source>Rendered person: squat</source>
        <translation>Gerenderte Person: Kniebeuge</translation>
    </message>
    <message>
        <source>Rendered person: squat with faults</source>
        <translation>Gerenderte Person: Kniebeuge mit Fehlern</translation>
    </message>
</context>
<context>
    <name>SamplePeople</name>
    <message>
        <source>34, after a torn meniscus, well on her way</source>
        <translation>34, nach einem Meniskusriss, auf gutem Weg</translation>
    </message>
    <message>
        <source>58, stiff shoulder, with setbacks</source>
        <translation>58, steife Schulter, mit Rückschlägen</translation>
    </message>
    <message>
        <source>71, new hip, misses days</source>
        <translation>71, neue Hüfte, lässt Tage aus</translation>
    </message>
    <message>
        <source>looks after the clinic</source>
        <translation>kümmert sich um die Klinik</translation>
    </message>
    <message>
        <source>treats all three</source>
        <translation>behandelt alle drei</translation>
    </message>
</context>
<context>
    <name>SamplePeopleForm</name>
    <message>
        <source>Whom do you want to look over the shoulder?</source>
        <translation>Wem möchten Sie über die Schulter schauen?</translation>
    </message>
    <message>
        <source>A click signs you in. What you do here is forgotten tomorrow.</source>
        <translation>Ein Klick meldet Sie an. Was Sie hier tun, ist morgen vergessen.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in with address and password, or sign up</source>
        <translation>Mit Adresse und Passwort anmelden oder registrieren</translation>
    </message>
</context>
<context>
    <name>SampleRibbon</name>
    <message>
        <source>Sample data: everybody and everything here is made up.</source>
        <translation>Beispieldaten: Alle und alles hier ist erfunden.</translation>
    </message>
</context>
<context>
    <name>ScaleView</name>
    <message>
        <source>Rather not say</source>
        <translation>Lieber nicht sagen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Type a number from 0 to 10, or use the arrows and Enter.</source>
        <translation>Tippen Sie eine Zahl von 0 bis 10 oder nutzen Sie Pfeiltasten und Eingabe.</translation>
    </message>
    <message>
        <source>{number} of 10: {meaning}</source>
        <translation>{number} von 10: {meaning}</translation>
    </message>
</context>
<context>
    <name>ScoreChart</name>
    <message>
        <source>Score of each repetition</source>
        <translation>Punkte jeder Wiederholung</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
</context>
<context>
    <name>ScoreRing</name>
    <message>
        <source>of 100</source>
        <translation>von 100</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>Keine Punkte</translation>
    </message>
    <message>
        <source>Score {score} of 100</source>
        <translation>{score} von 100 Punkten</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SecondFactorDialog</name>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Set up a second factor</source>
        <translation>Zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>Besides your password, signing in will ask for a code that your phone shows.</source>
        <translation>Beim Anmelden wird neben Ihrem Passwort ein Code verlangt, den Ihr Telefon zeigt.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The second factor is set up: signing in asks for a code from now on. You have not seen your recovery codes; make new ones here.</source>
        <translation>Der zweite Faktor ist eingerichtet: Beim Anmelden wird ab jetzt ein Code verlangt. Ihre Ersatzcodes haben Sie nicht gesehen; erstellen Sie hier neue.</translation>
    </message>
</context>
<context>
    <name>ServerStep</name>
    <message>
        <source>The clinic’s server</source>
        <translation>Der Server der Klinik</translation>
    </message>
    <message>
        <source>Whoever looks after the server has these. The connection is encrypted.</source>
        <translation>Wer den Server betreut, hat diese Angaben. Die Verbindung ist verschlüsselt.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Such as database.clinic.example.</source>
        <translation>Zum Beispiel database.clinic.example.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Empty for the usual one, 3306.</source>
        <translation>Leer für den üblichen, 3306.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Path of its certificate file; empty where this computer trusts it already.</source>
        <translation>Pfad ihrer Zertifikatsdatei; leer, wenn dieser Computer ihr schon vertraut.</translation>
    </message>
    <message>
        <source>Choose the certificate file</source>
        <translation>Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Make the tables now</source>
        <translation>Tabellen jetzt anlegen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>It is kept in this computer’s keyring.</source>
        <translation>Es wird im Schlüsselbund dieses Computers aufbewahrt.</translation>
    </message>
    <message>
        <source>This computer has no keyring: it is kept in the settings file, which only your account can read.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund: Es steht in der Einstellungsdatei, die nur Ihr Konto lesen kann.</translation>
    </message>
    <message>
        <source>The server can be reached ({told}) and has no tables of PhysioCheck yet. Make them here, where this account may, or run physiocheck database create with one that may.</source>
        <translation>Der Server ist erreichbar ({told}) und hat noch keine Tabellen von PhysioCheck. Legen Sie sie hier an, wenn dieses Konto es darf, oder führen Sie physiocheck database create mit einem aus, das es darf.</translation>
    </message>
    <message>
        <source>All is well: {told}</source>
        <translation>Alles ist gut: {told}</translation>
    </message>
    <message>
        <source>Certificates ({pattern})</source>
        <translation>Zertifikate ({pattern})</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>SessionControls</name>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>That hurts</source>
        <translation>Es tut weh</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the target pose</source>
        <translation>Zielstellung zeigen</translation>
    </message>
    <message>
        <source>Sound; louder and quieter by + and −</source>
        <translation>Ton; lauter und leiser mit + und −</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Jetzt starten</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>SessionFacts</name>
    <message>
        <source>Plan: {title}</source>
        <translation>Plan: {title}</translation>
    </message>
    <message>
        <source>Entered by hand: counted by the person, not by the camera.</source>
        <translation>Von Hand eingetragen: von der Person gezählt, nicht von der Kamera.</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>Choose a video or camera</source>
        <translation>Video oder Kamera wählen</translation>
    </message>
    <message>
        <source>See what was done</source>
        <translation>Ansehen, was geschafft ist</translation>
    </message>
    <message>
        <source>Repetitions done until then, and kept: {number}.</source>
        <translation>Bis dahin gemachte und gespeicherte Wiederholungen: {number}.</translation>
    </message>
</context>
<context>
    <name>SessionQuestions</name>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation>Hier aufhören</translation>
    </message>
    <message>
        <source>End for today</source>
        <translation>Für heute beenden</translation>
    </message>
    <message>
        <source>How much does it hurt now?</source>
        <translation>Wie weh tut es jetzt?</translation>
    </message>
    <message>
        <source>How much does it hurt now, after the exercises?</source>
        <translation>Wie weh tut es jetzt, nach den Übungen?</translation>
    </message>
    <message>
        <source>Stop here?</source>
        <translation>Hier aufhören?</translation>
    </message>
    <message>
        <source>What you have done is kept.</source>
        <translation>Was Sie gemacht haben, ist gespeichert.</translation>
    </message>
    <message>
        <source>no pain</source>
        <translation>kein Schmerz</translation>
    </message>
    <message>
        <source>a little</source>
        <translation>ein wenig</translation>
    </message>
    <message>
        <source>a little more</source>
        <translation>etwas mehr</translation>
    </message>
    <message>
        <source>even more</source>
        <translation>noch mehr</translation>
    </message>
    <message>
        <source>a lot</source>
        <translation>sehr</translation>
    </message>
    <message>
        <source>worst pain</source>
        <translation>schlimmster Schmerz</translation>
    </message>
    <message>
        <source>none at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>very easy</source>
        <translation>sehr leicht</translation>
    </message>
    <message>
        <source>easy</source>
        <translation>leicht</translation>
    </message>
    <message>
        <source>somewhat hard</source>
        <translation>etwas anstrengend</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>schwer</translation>
    </message>
    <message>
        <source>hardest</source>
        <translation>so schwer es geht</translation>
    </message>
    <message>
        <source>How hard was it?</source>
        <translation>Wie anstrengend war es?</translation>
    </message>
    <message>
        <source>{region}: how much does it hurt?</source>
        <translation>{region}: Wie weh tut es?</translation>
    </message>
</context>
<context>
    <name>SessionReportView</name>
    <message>
        <source>repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>How far you went</source>
        <translation>Wie weit Sie kamen</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>Mal gehalten</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>Mal gehalten</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Where you were on the way</source>
        <translation>Wo Sie auf dem Weg waren</translation>
    </message>
    <message>
        <source>How near you were to the position</source>
        <translation>Wie nah Sie der Stellung waren</translation>
    </message>
    <message>
        <source>How well each repetition was done</source>
        <translation>Wie gut jede Wiederholung war</translation>
    </message>
    <message>
        <source>How well each hold was done</source>
        <translation>Wie gut jedes Halten war</translation>
    </message>
    <message>
        <source>Every hold</source>
        <translation>Jedes Halten</translation>
    </message>
    <message>
        <source>Every repetition</source>
        <translation>Jede Wiederholung</translation>
    </message>
    <message>
        <source>held for {time} in all</source>
        <translation>insgesamt {time} gehalten</translation>
    </message>
    <message>
        <source>No camera watched this session, so there is no score and no advice.</source>
        <translation>Keine Kamera hat diese Sitzung gesehen, deshalb gibt es keine Punkte und keine Hinweise.</translation>
    </message>
    <message>
        <source>without a fault: {good} of {all}</source>
        <translation>ohne Fehler: {good} von {all}</translation>
    </message>
    <message>
        <source>not counted, because not completed: {number}</source>
        <translation>nicht gezählt, weil nicht beendet: {number}</translation>
    </message>
    <message>
        <source>Nothing to mend: all of it was well done.</source>
        <translation>Nichts zu verbessern: Alles war gut ausgeführt.</translation>
    </message>
    <message>
        <source>No hold was long enough to count.</source>
        <translation>Kein Halten war lang genug, um zu zählen.</translation>
    </message>
    <message>
        <source>No repetition was completed.</source>
        <translation>Keine Wiederholung wurde beendet.</translation>
    </message>
    <message>
        <source>Watch the instructions once more and try again.</source>
        <translation>Sehen Sie sich die Anleitung noch einmal an und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Next time</source>
        <translation>Nächstes Mal</translation>
    </message>
    <message>
        <source>Angles come from one camera: a change between sessions is real from about 10° on.</source>
        <translation>Winkel kommen von einer Kamera: Eine Veränderung zwischen Sitzungen ist ab etwa 10° echt.</translation>
    </message>
</context>
<context>
    <name>SessionTable</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Pain · effort</source>
        <translation>Schmerz · Anstrengung</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>plan {title}</source>
        <translation>Plan {title}</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>held {time}</source>
        <translation>{time} gehalten</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SetupWindow</name>
    <message>
        <source>Setting up PhysioCheck Desktop</source>
        <translation>PhysioCheck Desktop einrichten</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>left side</source>
        <translation>linke Seite</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>rechte Seite</translation>
    </message>
    <message>
        <source>Do it with your left side.</source>
        <translation>Machen Sie es mit der linken Seite.</translation>
    </message>
    <message>
        <source>Do it with your right side.</source>
        <translation>Machen Sie es mit der rechten Seite.</translation>
    </message>
    <message>
        <source>Begin with your left side when you are ready</source>
        <translation>Beginnen Sie mit der linken Seite, wenn Sie bereit sind</translation>
    </message>
    <message>
        <source>Begin with your right side when you are ready</source>
        <translation>Beginnen Sie mit der rechten Seite, wenn Sie bereit sind</translation>
    </message>
    <message>
        <source>Now your left side</source>
        <translation>Jetzt Ihre linke Seite</translation>
    </message>
    <message>
        <source>Now your right side</source>
        <translation>Jetzt Ihre rechte Seite</translation>
    </message>
    <message>
        <source>left {done} of {asked}</source>
        <translation>links {done} von {asked}</translation>
    </message>
    <message>
        <source>right {done} of {asked}</source>
        <translation>rechts {done} von {asked}</translation>
    </message>
    <message>
        <source>The other side, please: your left one counts</source>
        <translation>Bitte die andere Seite: Die linke zählt</translation>
    </message>
    <message>
        <source>The other side, please: your right one counts</source>
        <translation>Bitte die andere Seite: Die rechte zählt</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Stay signed in on this computer, for 12 hours at most</source>
        <translation>Auf diesem Computer angemeldet bleiben, höchstens 12 Stunden</translation>
    </message>
    <message>
        <source>I forgot my password</source>
        <translation>Passwort vergessen</translation>
    </message>
    <message>
        <source>I have no account yet</source>
        <translation>Ich habe noch kein Konto</translation>
    </message>
    <message>
        <source>Practise without an account</source>
        <translation>Ohne Konto üben</translation>
    </message>
</context>
<context>
    <name>SignInWatch</name>
    <message>
        <source>A sign-in holds for 12 hours, and yours has ended. What you have done is kept.</source>
        <translation>Eine Anmeldung gilt 12 Stunden, und Ihre ist abgelaufen. Was Sie getan haben, ist erhalten.</translation>
    </message>
</context>
<context>
    <name>SignUpForm</name>
    <message>
        <source>Sign up</source>
        <translation>Registrieren</translation>
    </message>
    <message>
        <source>Make my account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>I am a patient</source>
        <translation>Ich bin Patient/in</translation>
    </message>
    <message>
        <source>I am a physician</source>
        <translation>Ich bin Therapeut/in</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>Zulassungsnummer</translation>
    </message>
    <message>
        <source>Specialisation</source>
        <translation>Fachgebiet</translation>
    </message>
    <message>
        <source>Such as orthopaedics.</source>
        <translation>Zum Beispiel Orthopädie.</translation>
    </message>
    <message>
        <source>I have an account already</source>
        <translation>Ich habe schon ein Konto</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>Dokument wählen</translation>
    </message>
    <message>
        <source>Your licence as a PDF or a picture</source>
        <translation>Ihre Zulassung als PDF oder Bild</translation>
    </message>
    <message>
        <source>Documents and pictures ({pattern})</source>
        <translation>Dokumente und Bilder ({pattern})</translation>
    </message>
</context>
<context>
    <name>SoundSection</name>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Spoken hints</source>
        <translation>Gesprochene Hinweise</translation>
    </message>
    <message>
        <source>Says aloud in a session what is to be minded.</source>
        <translation>Sagt in einer Sitzung laut, worauf zu achten ist.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>How loud hints and sounds are.</source>
        <translation>Wie laut Hinweise und Töne sind.</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>Camera or video</source>
        <translation>Kamera oder Video</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>Video wählen …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>Kameras werden gesucht …</translation>
    </message>
    <message>
        <source>Cameras found: {number}</source>
        <translation>Gefundene Kameras: {number}</translation>
    </message>
    <message>
        <source>No camera was found. The video plays in its place.</source>
        <translation>Keine Kamera gefunden. Das Video läuft an ihrer Stelle.</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, or choose a video.</source>
        <translation>Es wurde keine Kamera gefunden. Schließen Sie eine an oder wählen Sie ein Video.</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, then look again.</source>
        <translation>Keine Kamera gefunden. Schließen Sie eine an, und suchen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Video: {name}</source>
        <translation>Video: {name}</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Kamera {number}</translation>
    </message>
    <message>
        <source>Videos ({pattern})</source>
        <translation>Videos ({pattern})</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>Video wählen</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>SpanChoice</name>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 Monate</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>How far back this page looks</source>
        <translation>Wie weit diese Seite zurückblickt</translation>
    </message>
</context>
<context>
    <name>StaleNote</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>StandingTiles</name>
    <message>
        <source>Days in a row</source>
        <translation>Tage in Folge</translation>
    </message>
    <message>
        <source>Sessions in all</source>
        <translation>Sitzungen gesamt</translation>
    </message>
    <message>
        <source>Repetitions in all</source>
        <translation>Wiederholungen gesamt</translation>
    </message>
    <message>
        <source>Plan kept</source>
        <translation>Plan eingehalten</translation>
    </message>
    <message>
        <source>longest: {number}</source>
        <translation>längste Reihe: {number}</translation>
    </message>
    <message>
        <source>in this time</source>
        <translation>in dieser Zeit</translation>
    </message>
    <message>
        <source>no plan asked for anything</source>
        <translation>kein Plan verlangte etwas</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Erneut speichern</translation>
    </message>
    <message>
        <source>What the session came to</source>
        <translation>Ergebnis der Sitzung</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>{exercise}: well done</source>
        <translation>{exercise}: gut gemacht</translation>
    </message>
    <message>
        <source>{exercise}: done</source>
        <translation>{exercise}: geschafft</translation>
    </message>
    <message>
        <source>Saved in the clinic’s database.</source>
        <translation>In der Datenbank der Klinik gespeichert.</translation>
    </message>
    <message>
        <source>Saved on this computer.</source>
        <translation>Auf diesem Computer gespeichert.</translation>
    </message>
    <message>
        <source>The picture was not recorded.</source>
        <translation>Das Bild wurde nicht aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>about {minutes} min</source>
        <translation>etwa {minutes} min</translation>
    </message>
    <message>
        <source>{sets} × {number} repetitions</source>
        <translation>{sets} × {number} Wiederholungen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done: {done} of {asked}</source>
        <translation>Geschafft: {done} von {asked}</translation>
    </message>
    <message>
        <source>1 day in a row</source>
        <translation>1 Tag in Folge</translation>
    </message>
    <message>
        <source>{days} days in a row</source>
        <translation>{days} Tage in Folge</translation>
    </message>
    <message>
        <source>{sets} × a hold of {time}</source>
        <translation>{sets} × {time} halten</translation>
    </message>
    <message>
        <source>{sets} × {number} holds of {time}</source>
        <translation>{sets} × {number}-mal {time} halten</translation>
    </message>
    <message>
        <source>{sets} × a hold</source>
        <translation>{sets} × halten</translation>
    </message>
    <message>
        <source>{sets} × {number} holds</source>
        <translation>{sets} × {number}-mal halten</translation>
    </message>
    <message>
        <source>Your longest streak: {days} days</source>
        <translation>Ihre längste Reihe: {days} Tage</translation>
    </message>
    <message>
        <source>Today can be the first day of a streak</source>
        <translation>Heute kann der erste Tag einer Reihe sein</translation>
    </message>
    <message>
        <source>Until then you can choose an exercise by yourself.</source>
        <translation>Bis dahin können Sie selbst eine Übung wählen.</translation>
    </message>
    <message>
        <source>{name} takes care of you and has not published a plan yet.</source>
        <translation>{name} behandelt Sie und hat noch keinen Plan veröffentlicht.</translation>
    </message>
    <message>
        <source>{name} was asked and has not answered yet.</source>
        <translation>{name} ist angefragt und hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Your plan is on its way</source>
        <translation>Ihr Plan ist unterwegs</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>Noch kein Plan</translation>
    </message>
    <message>
        <source>A physician writes your plan. Find one and ask to be taken on, or choose an exercise by yourself.</source>
        <translation>Den Plan schreibt eine Therapeutin oder ein Therapeut. Suchen Sie jemanden und fragen Sie an, oder wählen Sie selbst eine Übung.</translation>
    </message>
    <message>
        <source>each side</source>
        <translation>jede Seite</translation>
    </message>
    <message>
        <source>left side</source>
        <translation>linke Seite</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>rechte Seite</translation>
    </message>
    <message>
        <source>either side</source>
        <translation>eine beliebige Seite</translation>
    </message>
    <message>
        <source>{number} times today</source>
        <translation>heute {number}-mal</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Übung wählen</translation>
    </message>
    <message>
        <source>You can exercise without the plan. What you do is kept on this computer until the database is back.</source>
        <translation>Sie können ohne den Plan üben. Was Sie tun, bleibt auf diesem Computer gespeichert, bis die Datenbank wieder da ist.</translation>
    </message>
    <message>
        <source>Exercises of today</source>
        <translation>Übungen von heute</translation>
    </message>
    <message>
        <source>Exercises left: {number}</source>
        <translation>Noch offene Übungen: {number}</translation>
    </message>
    <message>
        <source>All is done for today. Well done.</source>
        <translation>Für heute ist alles geschafft. Gut gemacht.</translation>
    </message>
    <message>
        <source>What is left cannot be done on this computer.</source>
        <translation>Was noch offen ist, geht an diesem Computer nicht.</translation>
    </message>
    <message>
        <source>A new day has begun. This is what it asks for.</source>
        <translation>Ein neuer Tag hat begonnen. Das ist heute zu tun.</translation>
    </message>
</context>
<context>
    <name>Treating</name>
    <message>
        <source>A physician who takes care of you sees it.</source>
        <translation>Wer Sie therapeutisch betreut, sieht es.</translation>
    </message>
    <message>
        <source>You see it in your history. No physician takes care of you here.</source>
        <translation>Sie sehen es in Ihrem Verlauf. Hier betreut Sie kein Therapeut und keine Therapeutin.</translation>
    </message>
    <message>
        <source>Your physician sees it.</source>
        <translation>Ihre Therapeutin oder Ihr Therapeut sieht es.</translation>
    </message>
    <message>
        <source>Your physicians see it.</source>
        <translation>Ihre Therapeutinnen und Therapeuten sehen es.</translation>
    </message>
    <message>
        <source>How many did you do? Your physician sees that they were entered by hand.</source>
        <translation>Wie viele haben Sie gemacht? In der Therapie ist zu sehen, dass sie von Hand eingetragen wurden.</translation>
    </message>
    <message>
        <source>How many did you do? They are marked as entered by hand.</source>
        <translation>Wie viele haben Sie gemacht? Sie werden als von Hand eingetragen gekennzeichnet.</translation>
    </message>
    <message>
        <source>Go on only if it does not hurt more than before. Stop whenever you are in doubt.</source>
        <translation>Machen Sie nur weiter, wenn es nicht mehr schmerzt als zuvor. Hören Sie im Zweifel auf.</translation>
    </message>
    <message>
        <source>If it is strong, new or does not go away, stop and seek medical help; in an emergency at once.</source>
        <translation>Ist der Schmerz stark, neu oder vergeht er nicht, dann hören Sie auf und holen Sie ärztlichen Rat; im Notfall sofort.</translation>
    </message>
    <message>
        <source>This is kept on this computer.</source>
        <translation>Das ist auf diesem Computer gespeichert.</translation>
    </message>
    <message>
        <source>A physician who takes care of you is told as soon as it can be delivered.</source>
        <translation>Wer Sie therapeutisch betreut, erfährt es, sobald es zugestellt werden kann.</translation>
    </message>
    <message>
        <source>This is kept, and nobody is told.</source>
        <translation>Das ist gespeichert, und niemand erfährt davon.</translation>
    </message>
    <message>
        <source>No physician takes care of you here.</source>
        <translation>Hier betreut Sie kein Therapeut und keine Therapeutin.</translation>
    </message>
    <message>
        <source>This is kept, and told to: {names}.</source>
        <translation>Das ist gespeichert. Es erfahren: {names}.</translation>
    </message>
    <message>
        <source>It is told once the clinic’s server can be reached, to: {names}.</source>
        <translation>Sobald der Server der Klinik erreichbar ist, erfahren es: {names}.</translation>
    </message>
    <message>
        <source>Nothing is kept, because you did not say how much it hurts.</source>
        <translation>Nichts ist gespeichert, weil Sie nicht gesagt haben, wie sehr es schmerzt.</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Something in this program went wrong.</source>
        <translation>In diesem Programm ging etwas schief.</translation>
    </message>
    <message>
        <source>What was saved is kept, and the program goes on.</source>
        <translation>Was gespeichert war, ist erhalten, und das Programm läuft weiter.</translation>
    </message>
    <message>
        <source>If it happens again, send the report to whoever looks after the program.</source>
        <translation>Passiert es noch einmal, senden Sie den Bericht an die Person, die das Programm betreut.</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>pain before {number}</source>
        <translation>Schmerz vorher {number}</translation>
    </message>
    <message>
        <source>pain after {number}</source>
        <translation>Schmerz nachher {number}</translation>
    </message>
    <message>
        <source>effort {number}</source>
        <translation>Anstrengung {number}</translation>
    </message>
    <message>
        <source>{what}, each of 10.</source>
        <translation>{what}, jeweils von 10.</translation>
    </message>
    <message>
        <source>set {number}: {count}</source>
        <translation>Satz {number}: {count}</translation>
    </message>
    <message>
        <source>Sets: {number} ({each})</source>
        <translation>Sätze: {number} ({each})</translation>
    </message>
    <message>
        <source>It hurt: {where}, {level} of 10</source>
        <translation>Es tat weh: {where}, {level} von 10</translation>
    </message>
</context>
<context>
    <name>WeekChart</name>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>Noch weiter</translation>
    </message>
    <message>
        <source>Far enough</source>
        <translation>Weit genug</translation>
    </message>
    <message>
        <source>And back</source>
        <translation>Und zurück</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Paused: back into position</source>
        <translation>Pause: zurück in die Stellung</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>both together</source>
        <translation>beide zusammen</translation>
    </message>
    <message>
        <source>Face the camera</source>
        <translation>Wenden Sie sich der Kamera zu</translation>
    </message>
    <message>
        <source>Turn your back to the camera</source>
        <translation>Drehen Sie der Kamera den Rücken zu</translation>
    </message>
    <message>
        <source>Turn your side to the camera</source>
        <translation>Stellen Sie sich seitlich zur Kamera</translation>
    </message>
    <message>
        <source>Turn your left side to the camera</source>
        <translation>Drehen Sie Ihre linke Seite zur Kamera</translation>
    </message>
    <message>
        <source>Turn your right side to the camera</source>
        <translation>Drehen Sie Ihre rechte Seite zur Kamera</translation>
    </message>
    <message>
        <source>Turn half to the camera</source>
        <translation>Drehen Sie sich halb zur Kamera</translation>
    </message>
    <message>
        <source>Stand where the camera sees you whole</source>
        <translation>Stellen Sie sich so, dass die Kamera Sie ganz sieht</translation>
    </message>
    <message>
        <source>Step into the picture</source>
        <translation>Treten Sie ins Bild</translation>
    </message>
    <message>
        <source>Only one person may be in the picture</source>
        <translation>Nur eine Person darf im Bild sein</translation>
    </message>
    <message>
        <source>Move so that the camera sees you whole</source>
        <translation>Bewegen Sie sich so, dass die Kamera Sie ganz sieht</translation>
    </message>
    <message>
        <source>Step back so that your feet are in the picture</source>
        <translation>Treten Sie zurück, bis Ihre Füße im Bild sind</translation>
    </message>
    <message>
        <source>Step back so that your arms are in the picture</source>
        <translation>Treten Sie zurück, bis Ihre Arme im Bild sind</translation>
    </message>
    <message>
        <source>Step back so that your head is in the picture</source>
        <translation>Treten Sie zurück, bis Ihr Kopf im Bild ist</translation>
    </message>
    <message>
        <source>Step back so that you are whole in the picture</source>
        <translation>Treten Sie zurück, bis Sie ganz im Bild sind</translation>
    </message>
    <message>
        <source>Come one step closer</source>
        <translation>Kommen Sie einen Schritt näher</translation>
    </message>
    <message>
        <source>It is too dark: make more light in front of you</source>
        <translation>Es ist zu dunkel: mehr Licht vor Ihnen</translation>
    </message>
    <message>
        <source>Whole in the picture</source>
        <translation>Ganz im Bild</translation>
    </message>
    <message>
        <source>Nobody else in it</source>
        <translation>Niemand sonst im Bild</translation>
    </message>
    <message>
        <source>Near enough</source>
        <translation>Nah genug</translation>
    </message>
    <message>
        <source>Light enough</source>
        <translation>Hell genug</translation>
    </message>
    <message>
        <source>Range of motion</source>
        <translation>Bewegungsumfang</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Steadiness</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Left and right alike</source>
        <translation>Links wie rechts</translation>
    </message>
    <message>
        <source>Seconds held</source>
        <translation>Gehaltene Sekunden</translation>
    </message>
    <message>
        <source>Likeness to the example</source>
        <translation>Ähnlichkeit mit dem Vorbild</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>Vorzeitig beendet</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>in the start pose</source>
        <translation>in der Ausgangsstellung</translation>
    </message>
    <message>
        <source>on the way there</source>
        <translation>auf dem Hinweg</translation>
    </message>
    <message>
        <source>at the furthest point</source>
        <translation>am weitesten Punkt</translation>
    </message>
    <message>
        <source>on the way back</source>
        <translation>auf dem Rückweg</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>am Ende</translation>
    </message>
    <message>
        <source>Ankle</source>
        <translation>Sprunggelenk</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Gleichgewicht</translation>
    </message>
    <message>
        <source>Elbow</source>
        <translation>Ellbogen</translation>
    </message>
    <message>
        <source>Hip</source>
        <translation>Hüfte</translation>
    </message>
    <message>
        <source>Knee</source>
        <translation>Knie</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>Shoulder</source>
        <translation>Schulter</translation>
    </message>
    <message>
        <source>Trunk</source>
        <translation>Rumpf</translation>
    </message>
    <message>
        <source>Wrist</source>
        <translation>Handgelenk</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Im Stehen</translation>
    </message>
    <message>
        <source>Sitting</source>
        <translation>Im Sitzen</translation>
    </message>
    <message>
        <source>Lying on the back</source>
        <translation>In Rückenlage</translation>
    </message>
    <message>
        <source>Lying face down</source>
        <translation>In Bauchlage</translation>
    </message>
    <message>
        <source>Lying on the side</source>
        <translation>In Seitenlage</translation>
    </message>
    <message>
        <source>On all fours</source>
        <translation>Im Vierfüßlerstand</translation>
    </message>
    <message>
        <source>On hands and toes</source>
        <translation>Auf Händen und Zehen</translation>
    </message>
    <message>
        <source>Hanging from a bar</source>
        <translation>An einer Stange hängend</translation>
    </message>
    <message>
        <source>very easy</source>
        <translation>sehr leicht</translation>
    </message>
    <message>
        <source>easy</source>
        <translation>leicht</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>schwer</translation>
    </message>
    <message>
        <source>very hard</source>
        <translation>sehr schwer</translation>
    </message>
    <message>
        <source>Difficulty {number} of 5: {words}</source>
        <translation>Schwierigkeit {number} von 5: {words}</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>Linke Schulter</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>Linker Ellbogen</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>Linkes Handgelenk</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>Linke Hüfte</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>Linkes Knie</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>Linker Knöchel</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>Rechte Schulter</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>Rechter Ellbogen</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>Rechtes Handgelenk</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>Rechte Hüfte</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>Rechtes Knie</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>Rechter Knöchel</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date}, {time}</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <comment>a month below a chart, as Qt’s QDate is told</comment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day below a chart, as Qt’s QDate is told</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Something in this program went wrong.</source>
        <translation>In diesem Programm ging etwas schief.</translation>
    </message>
    <message>
        <source>Not saved yet: {reason}</source>
        <translation>Noch nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Part of this session was refused by the database. It is kept on this computer: tell whoever looks after PhysioCheck.</source>
        <translation>Ein Teil dieser Sitzung wurde von der Datenbank abgelehnt. Er wird auf diesem Computer aufbewahrt: Sagen Sie es der Person, die PhysioCheck betreut.</translation>
    </message>
    <message>
        <source>Kept on this computer. It will be sent when the clinic’s database is back.</source>
        <translation>Auf diesem Computer aufbewahrt. Es wird gesendet, wenn die Datenbank der Klinik wieder da ist.</translation>
    </message>
    <message>
        <source>Kept on this computer. It joins your records as soon as they can be written again.</source>
        <translation>Auf diesem Computer aufbewahrt. Es kommt zu Ihren Daten, sobald sie wieder geschrieben werden können.</translation>
    </message>
    <message>
        <source>Sessions kept on this computer and still to be sent: {number}.</source>
        <translation>Auf diesem Computer aufbewahrte, noch zu sendende Sitzungen: {number}.</translation>
    </message>
    <message>
        <source>Sessions kept on this computer and still to join your records: {number}.</source>
        <translation>Auf diesem Computer aufbewahrte Sitzungen, die noch zu Ihren Daten kommen: {number}.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient/in</translation>
    </message>
    <message>
        <source>Physician</source>
        <translation>Therapeut/in</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator/in</translation>
    </message>
    <message>
        <source>The clinic has not looked at your licence {licence} yet. Until it has, you see no patients.</source>
        <translation>Die Klinik hat Ihre Zulassung {licence} noch nicht geprüft. Bis dahin sehen Sie keine Patientinnen und Patienten.</translation>
    </message>
    <message>
        <source>The clinic has verified your licence {licence}.</source>
        <translation>Die Klinik hat Ihre Zulassung {licence} bestätigt.</translation>
    </message>
    <message>
        <source>The clinic has not accepted your licence {licence}. Its reason: {reason}</source>
        <translation>Die Klinik hat Ihre Zulassung {licence} nicht angenommen. Der Grund: {reason}</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>WorkoutScreen</name>
    <message>
        <source>exercise {number} of {all}</source>
        <translation>Übung {number} von {all}</translation>
    </message>
    <message>
        <source>The camera was lost. Try {number} to find it…</source>
        <translation>Die Kamera ist weg. Versuch {number}, sie zu finden …</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>_Canvas</name>
    <message>
        <source>How it is done</source>
        <translation>So geht es</translation>
    </message>
    <message>
        <source>The start of the movement, and where it is furthest.</source>
        <translation>Der Anfang der Bewegung und ihr weitester Punkt.</translation>
    </message>
</context>
</TS>
