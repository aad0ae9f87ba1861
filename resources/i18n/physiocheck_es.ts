<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AccountMenu</name>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Sign in or sign up</source>
        <translation>Iniciar sesión o registrarse</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Cambiar contraseña</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Nuevos códigos</translation>
    </message>
    <message>
        <source>Give a document</source>
        <translation>Entregar documento</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verificación</translation>
    </message>
    <message>
        <source>The clinic has your document.</source>
        <translation>La clínica tiene su documento.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Segundo factor</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurar</translation>
    </message>
    <message>
        <source>Signing in asks for a code of your phone. Recovery codes left: {number}.</source>
        <translation>Al iniciar sesión se pide un código de su teléfono. Códigos de recuperación restantes: {number}.</translation>
    </message>
    <message>
        <source>Signing in asks for your password alone.</source>
        <translation>Al iniciar sesión solo se pide su contraseña.</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Cambiar su contraseña</translation>
    </message>
    <message>
        <source>Your new password is set.</source>
        <translation>Su nueva contraseña está establecida.</translation>
    </message>
    <message>
        <source>Switch the second factor off</source>
        <translation>Desactivar el segundo factor</translation>
    </message>
    <message>
        <source>Signing in will ask for your password alone.</source>
        <translation>Al iniciar sesión se pedirá solo su contraseña.</translation>
    </message>
    <message>
        <source>The second factor is switched off.</source>
        <translation>El segundo factor está desactivado.</translation>
    </message>
    <message>
        <source>Documents and pictures ({pattern})</source>
        <translation>Documentos e imágenes ({pattern})</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>Elegir un documento</translation>
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
        <translation>Tecla: {key}</translation>
    </message>
</context>
<context>
    <name>AdministratorStep</name>
    <message>
        <source>Who looks after the accounts?</source>
        <translation>¿Quién se ocupa de las cuentas?</translation>
    </message>
    <message>
        <source>The administrator lets physicians in and helps who forgot a password.</source>
        <translation>La administración admite a los fisioterapeutas y ayuda a quien olvidó su contraseña.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>I use it alone, without accounts</source>
        <translation>Es solo para mí, sin cuentas</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Nearly all of it was well done: go on like this.</source>
        <translation>Casi todo se hizo bien: siga así.</translation>
    </message>
    <message>
        <source>Go on like this. There is most to gain in: {part}, {mark} of 100.</source>
        <translation>Siga así. Donde más puede ganar es en: {part}, {mark} de 100.</translation>
    </message>
    <message>
        <source>{cue}{where}: needed in {times} of {all}.</source>
        <translation>{cue}{where}: necesario en {times} de {all}.</translation>
    </message>
    <message>
        <source>Go a little further: you reached {share} of the target range.</source>
        <translation>Vaya un poco más lejos: ha alcanzado el {share} del rango objetivo.</translation>
    </message>
    <message>
        <source>Move in one smooth go, without stopping or shaking on the way.</source>
        <translation>Muévase con fluidez, sin detenerse ni temblar en el camino.</translation>
    </message>
    <message>
        <source>Keep an even pace: take your time on the way there and on the way back.</source>
        <translation>Mantenga un ritmo uniforme: tómese su tiempo a la ida y a la vuelta.</translation>
    </message>
    <message>
        <source>Hold it for as long as you are asked to.</source>
        <translation>Mantenga la posición todo el tiempo que se le pide.</translation>
    </message>
    <message>
        <source>Keep as still as you can while you hold.</source>
        <translation>Muévase lo menos posible mientras mantiene la posición.</translation>
    </message>
    <message>
        <source>Move left and right equally far.</source>
        <translation>Mueva el lado izquierdo y el derecho por igual.</translation>
    </message>
</context>
<context>
    <name>AngleCurve</name>
    <message>
        <source>Degrees</source>
        <translation>Grados</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Por ciento</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Segundos</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Objetivo</translation>
    </message>
</context>
<context>
    <name>AskForCodeForm</name>
    <message>
        <source>A new password</source>
        <translation>Una nueva contraseña</translation>
    </message>
    <message>
        <source>We send a code to your address, which holds for an hour.</source>
        <translation>Enviamos a su dirección un código que vale una hora.</translation>
    </message>
    <message>
        <source>Send me a code</source>
        <translation>Enviar código</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>I have a code</source>
        <translation>Tengo un código</translation>
    </message>
    <message>
        <source>Back to signing in</source>
        <translation>Volver al inicio de sesión</translation>
    </message>
</context>
<context>
    <name>AskForm</name>
    <message>
        <source>Ask {name} to take you on</source>
        <translation>Pedir a {name} que le atienda</translation>
    </message>
    <message>
        <source>{name} reads your name and your word. Nobody sees your records before you are taken on.</source>
        <translation>{name} lee su nombre y su mensaje. Nadie ve sus registros antes de que le acepten.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Pedir</translation>
    </message>
    <message>
        <source>Your word</source>
        <translation>Su mensaje</translation>
    </message>
    <message>
        <source>It may stay empty. Such as what it is about.</source>
        <translation>Puede quedar vacío. Por ejemplo, de qué se trata.</translation>
    </message>
    <message>
        <source>Ask nobody</source>
        <translation>No pedir a nadie</translation>
    </message>
</context>
<context>
    <name>Assistant</name>
    <message>
        <source>There is an administrator already, so none is made.</source>
        <translation>Ya hay una cuenta de administración, así que no se crea ninguna.</translation>
    </message>
    <message>
        <source>Setting up, step {number}</source>
        <translation>Configuración, paso {number}</translation>
    </message>
</context>
<context>
    <name>BestsCard</name>
    <message>
        <source>Bests and milestones</source>
        <translation>Récords y metas</translation>
    </message>
    <message>
        <source>Best score: {score} of 100</source>
        <translation>Mejor puntuación: {score} de 100</translation>
    </message>
    <message>
        <source>Widest range: {angle} {degrees}</source>
        <translation>Rango más amplio: {angle} {degrees}</translation>
    </message>
    <message>
        <source>reached on {day}</source>
        <translation>alcanzado el {day}</translation>
    </message>
    <message>
        <source>Next: {what}</source>
        <translation>Siguiente: {what}</translation>
    </message>
    <message>
        <source>still to go: {number}</source>
        <translation>faltan: {number}</translation>
    </message>
</context>
<context>
    <name>CameraSection</name>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Espejo</translation>
    </message>
    <message>
        <source>Shows you as a mirror would. What is measured is the same.</source>
        <translation>Le muestra como un espejo. Lo que se mide es lo mismo.</translation>
    </message>
    <message>
        <source>Use of the processor</source>
        <translation>Uso del procesador</translation>
    </message>
    <message>
        <source>Every other picture takes half the work, for a computer that gets warm. Repetitions count the same.</source>
        <translation>Una de cada dos imágenes da la mitad del trabajo, para un equipo que se calienta. Las repeticiones cuentan igual.</translation>
    </message>
    <message>
        <source>Every picture</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Every other</source>
        <translation>Una de cada dos</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Abriendo la cámara…</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Apagarla</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>La cámara está apagada.</translation>
    </message>
</context>
<context>
    <name>CameraStep</name>
    <message>
        <source>Which camera sees you?</source>
        <translation>¿Qué cámara le ve?</translation>
    </message>
    <message>
        <source>Pictures are looked at on this computer and thrown away.</source>
        <translation>Las imágenes se miran en este ordenador y se desechan.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Test the camera</source>
        <translation>Probar la cámara</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Camera picture</source>
        <translation>Imagen de la cámara</translation>
    </message>
</context>
<context>
    <name>CameraWords</name>
    <message>
        <source>{width} × {height} pixels, {rate} pictures a second.</source>
        <translation>{width} × {height} píxeles, {rate} imágenes por segundo.</translation>
    </message>
    <message>
        <source>The picture is black. Open the cover of the camera, or take off what is in front of it.</source>
        <translation>La imagen está negra. Abra la tapa de la cámara o quite lo que haya delante.</translation>
    </message>
    <message>
        <source>The picture stands still. Close other programs that use the camera, then try again.</source>
        <translation>La imagen no se mueve. Cierre otros programas que usen la cámara y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The picture is too dark. Switch on a light, or stand so that the window is behind the camera.</source>
        <translation>La imagen es demasiado oscura. Encienda una luz o colóquese de modo que la ventana quede detrás de la cámara.</translation>
    </message>
    <message>
        <source>The picture is too bright. Turn the camera away from the window or the lamp.</source>
        <translation>La imagen es demasiado clara. Gire la cámara para apartarla de la ventana o de la lámpara.</translation>
    </message>
    <message>
        <source>The pictures come too slowly. More light, or another USB socket, often helps.</source>
        <translation>Las imágenes llegan demasiado despacio. Más luz u otro puerto USB suele ayudar.</translation>
    </message>
    <message>
        <source>The picture is small: hands and feet are hard to make out. Another camera sees more.</source>
        <translation>La imagen es pequeña: cuesta distinguir manos y pies. Otra cámara ve más.</translation>
    </message>
    <message>
        <source>This video can be used.</source>
        <translation>Este vídeo se puede usar.</translation>
    </message>
    <message>
        <source>This camera works.</source>
        <translation>Esta cámara funciona.</translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Asked on {day}. No answer yet.</source>
        <translation>Pedido el {day}. Aún sin respuesta.</translation>
    </message>
    <message>
        <source>Takes care of you since {day}.</source>
        <translation>Le atiende desde el {day}.</translation>
    </message>
    <message>
        <source>Could not take you on. Answered on {day}.</source>
        <translation>No pudo atenderle. Respondió el {day}.</translation>
    </message>
    <message>
        <source>You: “{word}”</source>
        <translation>Usted: «{word}»</translation>
    </message>
    <message>
        <source>Speaks {languages}</source>
        <translation>Habla {languages}</translation>
    </message>
    <message>
        <source>You took the request back on {day}.</source>
        <translation>Usted retiró la solicitud el {day}.</translation>
    </message>
    <message>
        <source>You ended the care on {day}.</source>
        <translation>Usted terminó la atención el {day}.</translation>
    </message>
    <message>
        <source>The physician ended the care on {day}.</source>
        <translation>Su fisioterapeuta terminó la atención el {day}.</translation>
    </message>
</context>
<context>
    <name>CareCard</name>
    <message>
        <source>End the care</source>
        <translation>Terminar la atención</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirar</translation>
    </message>
</context>
<context>
    <name>ChangePasswordForm</name>
    <message>
        <source>Change your password</source>
        <translation>Cambiar su contraseña</translation>
    </message>
    <message>
        <source>You stay signed in here, and are signed out everywhere else.</source>
        <translation>Aquí su sesión sigue abierta; en los demás sitios se cierra.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>Contraseña actual</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nueva contraseña</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Dejar como está</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>Show as chart</source>
        <translation>Ver como gráfico</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Ver como tabla</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>On</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Whoever looks after this computer has set it: {variable}.</source>
        <translation>Lo ha fijado quien se ocupa de este equipo: {variable}.</translation>
    </message>
</context>
<context>
    <name>ClipView</name>
    <message>
        <source>How it is done</source>
        <translation>Cómo se hace</translation>
    </message>
</context>
<context>
    <name>CodeForm</name>
    <message>
        <source>Your code</source>
        <translation>Su código</translation>
    </message>
    <message>
        <source>Read it from your authenticator app. If you do not have the app at hand, use a recovery code.</source>
        <translation>Léalo en su app de autenticación. Si no la tiene a mano, use un código de recuperación.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Code of the app, or a recovery code</source>
        <translation>Código de la app o de recuperación</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>ConfirmForm</name>
    <message>
        <source>Your password</source>
        <translation>Su contraseña</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Dejar como está</translation>
    </message>
    <message>
        <source>{share} done</source>
        <translation>{share} hecho</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
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
        <translation>Recorrido del inicio al objetivo</translation>
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
        <translation>{value} % del recorrido</translation>
    </message>
    <message>
        <source>, repetition {number}</source>
        <translation>, repetición {number}</translation>
    </message>
</context>
<context>
    <name>CourseCard</name>
    <message>
        <source>Course over time, against the template</source>
        <translation>Evolución en el tiempo frente a la plantilla</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Segundos</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Repetición</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Which angle</source>
        <translation>Qué ángulo</translation>
    </message>
    <message>
        <source>Course over time</source>
        <translation>Evolución en el tiempo</translation>
    </message>
    <message>
        <source>Course over time: {angle}</source>
        <translation>Evolución en el tiempo: {angle}</translation>
    </message>
    <message>
        <source>0 % is the start pose, 100 % the target.</source>
        <translation>0 % es la posición inicial, 100 % el objetivo.</translation>
    </message>
    <message>
        <source>{angle}: the template goes from {start}° to {peak}°; one camera is off by about ±{margin}°.</source>
        <translation>{angle}: la plantilla va de {start}° a {peak}°; una cámara se equivoca en unos ±{margin}°.</translation>
    </message>
    <message>
        <source>The course over time of this session cannot be read: it is damaged, or was written by a newer version. It was left as it is; everything else is shown.</source>
        <translation>No se puede leer la evolución de esta sesión: está dañada o la escribió una versión más nueva. Se dejó como estaba; lo demás se muestra.</translation>
    </message>
    <message>
        <source>The course over time was not kept of this session.</source>
        <translation>De esta sesión no se guardó la evolución en el tiempo.</translation>
    </message>
</context>
<context>
    <name>DemonstrationView</name>
    <message>
        <source>Show the pictures</source>
        <translation>Ver imágenes</translation>
    </message>
    <message>
        <source>Show the movement</source>
        <translation>Ver el movimiento</translation>
    </message>
</context>
<context>
    <name>DesktopWindow</name>
    <message>
        <source>The last time, a fault ended the program. What was done until then is kept. A report is in {file}.</source>
        <translation>La última vez, un fallo cerró el programa. Lo hecho hasta entonces se conserva. Hay un informe en {file}.</translation>
    </message>
</context>
<context>
    <name>DetailPage</name>
    <message>
        <source>All sessions</source>
        <translation>Todas las sesiones</translation>
    </message>
    <message>
        <source>Session of the past</source>
        <translation>Sesión anterior</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Kept now: {text}</source>
        <translation>Guardado ahora: {text}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>Somebody else has changed this profile since you opened it. Theirs is kept and yours is still here: save yours over it, or discard yours.</source>
        <translation>Otra persona ha cambiado este perfil desde que usted lo abrió. Lo suyo está guardado y lo de usted sigue aquí: guárdelo encima o descártelo.</translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation>Guardar lo mío</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Ready</source>
        <translation>Todo listo</translation>
    </message>
    <message>
        <source>This is kept when you begin:</source>
        <translation>Esto se guarda cuando empiece:</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Records: where {variable} says.</source>
        <translation>Registros: donde dice {variable}.</translation>
    </message>
    <message>
        <source>Records: on this computer.</source>
        <translation>Registros: en este ordenador.</translation>
    </message>
    <message>
        <source>Records: {database} on {host}.</source>
        <translation>Registros: {database} en {host}.</translation>
    </message>
    <message>
        <source>The password of the database: in this computer’s keyring.</source>
        <translation>La contraseña de la base de datos: en el llavero de este ordenador.</translation>
    </message>
    <message>
        <source>The password of the database: in the settings file, which only your account can read.</source>
        <translation>La contraseña de la base de datos: en el archivo de ajustes, que solo su cuenta puede leer.</translation>
    </message>
    <message>
        <source>Administrator: {name}.</source>
        <translation>Administración: {name}.</translation>
    </message>
    <message>
        <source>Settings: {file}</source>
        <translation>Ajustes: {file}</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>This exercise is not on this computer. Ask your physician about it.</source>
        <translation>Este ejercicio no está en este ordenador. Pregunte a su fisioterapeuta.</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>1 second</source>
        <translation>1 segundo</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} segundos</translation>
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
        <translation>¿Terminar la atención de {name}?</translation>
    </message>
    <message>
        <source>{name} sees nothing of your records from now on, and is told. Your records stay yours.</source>
        <translation>{name} no verá nada de sus registros desde ahora, y se le avisa. Sus registros siguen siendo suyos.</translation>
    </message>
    <message>
        <source>End the care</source>
        <translation>Terminar la atención</translation>
    </message>
    <message>
        <source>Take your request to {name} back?</source>
        <translation>¿Retirar su solicitud a {name}?</translation>
    </message>
    <message>
        <source>{name} is told. You can ask again at any time.</source>
        <translation>Se avisa a {name}. Puede volver a pedirlo cuando quiera.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Retirarla</translation>
    </message>
    <message>
        <source>Your word</source>
        <translation>Su mensaje</translation>
    </message>
    <message>
        <source>It may stay empty.</source>
        <translation>Puede quedar vacío.</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Dejar como está</translation>
    </message>
</context>
<context>
    <name>EnrolForm</name>
    <message>
        <source>Scan this with your app</source>
        <translation>Escanee esto con su app</translation>
    </message>
    <message>
        <source>Any authenticator app will do. It then shows a new code every half minute.</source>
        <translation>Sirve cualquier app de autenticación. Mostrará un código nuevo cada medio minuto.</translation>
    </message>
    <message>
        <source>Ask for codes from now on</source>
        <translation>Pedir códigos desde ahora</translation>
    </message>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>Código QR para la app de autenticación</translation>
    </message>
    <message>
        <source>Or type this into the app</source>
        <translation>O escriba esto en la app</translation>
    </message>
    <message>
        <source>Code that the app shows</source>
        <translation>Código que muestra la app</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Dejar como está</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Qué ha fallado</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A change of the clinic’s database ({0}) was interrupted half-way.</source>
        <translation>Un cambio en la base de datos de la clínica ({0}) se interrumpió a medias.</translation>
    </message>
    <message>
        <source>A copy of the records was made before it began.</source>
        <translation>Antes de empezar se hizo una copia de los registros.</translation>
    </message>
    <message>
        <source>A name ends with a blank.</source>
        <translation>Un nombre termina con un espacio.</translation>
    </message>
    <message>
        <source>A repetition says of a rule that it matters in a way that there is not.</source>
        <translation>Una repetición da a una regla una importancia que no existe.</translation>
    </message>
    <message>
        <source>A text has half of a character in it, which cannot be kept.</source>
        <translation>Un texto contiene medio carácter, que no se puede guardar.</translation>
    </message>
    <message>
        <source>Add an exercise, save, and publish then.</source>
        <translation>Añada un ejercicio, guarde y después publique.</translation>
    </message>
    <message>
        <source>Add the account to the group “video” and sign in again.</source>
        <translation>Añada la cuenta al grupo «video» e inicie sesión de nuevo.</translation>
    </message>
    <message>
        <source>All records are kept, but without that key nobody can read them.</source>
        <translation>Todos los registros se conservan, pero sin esa clave nadie puede leerlos.</translation>
    </message>
    <message>
        <source>All records are kept.</source>
        <translation>Todos los registros se conservan.</translation>
    </message>
    <message>
        <source>Allow your account to read and write in that folder, or choose another data folder.</source>
        <translation>Permita a su cuenta leer y escribir en esa carpeta, o elija otra carpeta de datos.</translation>
    </message>
    <message>
        <source>Allow your account to write in that folder, or choose another data folder.</source>
        <translation>Permita a su cuenta escribir en esa carpeta, o elija otra carpeta de datos.</translation>
    </message>
    <message>
        <source>Allow your account to write there, or choose another data folder in the settings.</source>
        <translation>Permita a su cuenta escribir allí, o elija otra carpeta de datos en los ajustes.</translation>
    </message>
    <message>
        <source>An administrator is made by the setup alone.</source>
        <translation>Una cuenta de administración solo se crea en la instalación.</translation>
    </message>
    <message>
        <source>An encrypted value of {0} was changed by something other than PhysioCheck, so it is not shown.</source>
        <translation>Un valor cifrado de {0} fue cambiado por algo ajeno a PhysioCheck, por eso no se muestra.</translation>
    </message>
    <message>
        <source>Another computer is just changing the keys to the database.</source>
        <translation>Otro ordenador está cambiando las claves de la base de datos.</translation>
    </message>
    <message>
        <source>Another workstation is changing the tables of the clinic’s database.</source>
        <translation>Otro puesto está cambiando las tablas de la base de datos de la clínica.</translation>
    </message>
    <message>
        <source>Approve or decline it.</source>
        <translation>Apruébela o recházela.</translation>
    </message>
    <message>
        <source>Ask another administrator.</source>
        <translation>Pida ayuda a otra persona de administración.</translation>
    </message>
    <message>
        <source>Ask for 1 to {0} sets and repetitions, and for times of at most {1} seconds.</source>
        <translation>Pida de 1 a {0} series y repeticiones, y tiempos de {1} segundos como máximo.</translation>
    </message>
    <message>
        <source>Ask for a new code.</source>
        <translation>Pida un código nuevo.</translation>
    </message>
    <message>
        <source>Ask for new suggestions.</source>
        <translation>Pida nuevas sugerencias.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the network whether something stands between this computer and the internet.</source>
        <translation>Pregunte a quien cuida de la red si hay algo entre este ordenador e internet.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the server to switch TLS on.</source>
        <translation>Pida a quien cuida del servidor que active TLS.</translation>
    </message>
    <message>
        <source>Ask your administrator for a code.</source>
        <translation>Pida un código a la administración.</translation>
    </message>
    <message>
        <source>Ask your administrator to verify the new one.</source>
        <translation>Pida a la administración que verifique el nuevo.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Pregunte a la administración.</translation>
    </message>
    <message>
        <source>Begin a new one.</source>
        <translation>Empiece uno nuevo.</translation>
    </message>
    <message>
        <source>Begin with set 1.</source>
        <translation>Empiece por la serie 1.</translation>
    </message>
    <message>
        <source>Begin with the picture for the app.</source>
        <translation>Empiece por la imagen para la app.</translation>
    </message>
    <message>
        <source>Camera {0}</source>
        <translation>Cámara {0}</translation>
    </message>
    <message>
        <source>Camera {0} cannot be opened: it is missing, in use, or not allowed.</source>
        <translation>No se puede abrir la cámara {0}: falta, está en uso o no está permitida.</translation>
    </message>
    <message>
        <source>Camera {0} does not answer.</source>
        <translation>La cámara {0} no responde.</translation>
    </message>
    <message>
        <source>Camera {0} gives no pictures; another program may be using it.</source>
        <translation>La cámara {0} no da imágenes; quizá la usa otro programa.</translation>
    </message>
    <message>
        <source>Camera {0} stopped giving pictures.</source>
        <translation>La cámara {0} dejó de dar imágenes.</translation>
    </message>
    <message>
        <source>Change the file&apos;s permissions, or copy it to your own folder.</source>
        <translation>Cambie los permisos del archivo o cópielo a su propia carpeta.</translation>
    </message>
    <message>
        <source>Check data_folder and database.url in the settings. Where they are right, start PhysioCheck, or run physiocheck database create.</source>
        <translation>Compruebe data_folder y database.url en los ajustes. Si son correctos, inicie PhysioCheck o ejecute physiocheck database create.</translation>
    </message>
    <message>
        <source>Check host, port and firewall.</source>
        <translation>Compruebe el host, el puerto y el cortafuegos.</translation>
    </message>
    <message>
        <source>Check its cable, and whether another program has taken it, then start again.</source>
        <translation>Compruebe el cable y si la ha tomado otro programa; después empiece de nuevo.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and has free space, then try again.</source>
        <translation>Compruebe que el disco está conectado y tiene espacio, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that your account may write in it, or choose another data folder.</source>
        <translation>Compruebe que la carpeta existe y que su cuenta puede escribir en ella, o elija otra carpeta de datos.</translation>
    </message>
    <message>
        <source>Check the account, its password and its rights in the database address of the settings.</source>
        <translation>Compruebe la cuenta, su contraseña y sus derechos en la dirección de la base de datos de los ajustes.</translation>
    </message>
    <message>
        <source>Check the account’s rights; tables are made and upgraded with an account that may change the structure.</source>
        <translation>Compruebe los derechos de la cuenta; las tablas se crean y actualizan con una cuenta que puede cambiar la estructura.</translation>
    </message>
    <message>
        <source>Check the address and the connection, or use a file on this computer.</source>
        <translation>Compruebe la dirección y la conexión, o use un archivo de este ordenador.</translation>
    </message>
    <message>
        <source>Check the address and your access to it.</source>
        <translation>Compruebe la dirección y su acceso a ella.</translation>
    </message>
    <message>
        <source>Check the host in the database address, and name the authority that signed its certificate in the setting database.tls_authority.</source>
        <translation>Compruebe el host en la dirección de la base de datos y nombre en el ajuste database.tls_authority la autoridad que firmó su certificado.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Compruebe el nombre y la carpeta.</translation>
    </message>
    <message>
        <source>Check the network and that the server is running, then try again.</source>
        <translation>Compruebe la red y que el servidor funciona, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Check the network.</source>
        <translation>Compruebe la red.</translation>
    </message>
    <message>
        <source>Check this computer’s clock and the app’s.</source>
        <translation>Compruebe el reloj de este ordenador y el de la app.</translation>
    </message>
    <message>
        <source>Choose 1 to {0} times.</source>
        <translation>Elija de 1 a {0} veces.</translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, GIF or WebP picture; most programs for pictures can save as JPEG.</source>
        <translation>Elija una imagen JPEG, PNG, GIF o WebP; la mayoría de los programas de imágenes guardan en JPEG.</translation>
    </message>
    <message>
        <source>Choose a smaller file, or ask whoever looks after the account for a plan that takes larger ones.</source>
        <translation>Elija un archivo menor o pida a quien cuida de la cuenta un plan que admita mayores.</translation>
    </message>
    <message>
        <source>Choose a smaller one.</source>
        <translation>Elija uno menor.</translation>
    </message>
    <message>
        <source>Choose a video of at least {0} pixels on each side.</source>
        <translation>Elija un vídeo de al menos {0} píxeles por lado.</translation>
    </message>
    <message>
        <source>Choose a video with a picture.</source>
        <translation>Elija un vídeo con imagen.</translation>
    </message>
    <message>
        <source>Choose a whole number from {0} to {1}.</source>
        <translation>Elija un número entero de {0} a {1}.</translation>
    </message>
    <message>
        <source>Choose an MP4, MOV, WebM, MKV or AVI video; most programs for videos can save as MP4.</source>
        <translation>Elija un vídeo MP4, MOV, WebM, MKV o AVI; la mayoría de los programas de vídeo guardan en MP4.</translation>
    </message>
    <message>
        <source>Choose another file, or open it in a video player to see whether it plays there.</source>
        <translation>Elija otro archivo o ábralo en un reproductor de vídeo para ver si funciona allí.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Elija otro archivo.</translation>
    </message>
    <message>
        <source>Choose another name for the copy.</source>
        <translation>Elija otro nombre para la copia.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Elija otro.</translation>
    </message>
    <message>
        <source>Choose another one; a few words that do not belong together are easy to remember.</source>
        <translation>Elija otra; unas cuantas palabras sin relación entre sí son fáciles de recordar.</translation>
    </message>
    <message>
        <source>Choose another video.</source>
        <translation>Elija otro vídeo.</translation>
    </message>
    <message>
        <source>Choose at most {0}.</source>
        <translation>Elija {0} como máximo.</translation>
    </message>
    <message>
        <source>Choose days of the week, or 1 to 7 days a week.</source>
        <translation>Elija días de la semana, o de 1 a 7 días por semana.</translation>
    </message>
    <message>
        <source>Choose from what it is told.</source>
        <translation>Elija entre lo que se le comunica.</translation>
    </message>
    <message>
        <source>Choose it from today’s work.</source>
        <translation>Elíjalo entre el trabajo de hoy.</translation>
    </message>
    <message>
        <source>Choose one from the list of exercises.</source>
        <translation>Elija uno de la lista de ejercicios.</translation>
    </message>
    <message>
        <source>Choose one from your own list.</source>
        <translation>Elija uno de su propia lista.</translation>
    </message>
    <message>
        <source>Choose one of the pages that matter.</source>
        <translation>Elija una de las páginas que importan.</translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation>Elija uno de estos: {0}.</translation>
    </message>
    <message>
        <source>Choose one of: {0}; or give the path of an exercise file.</source>
        <translation>Elija uno de estos: {0}; o indique la ruta de un archivo de ejercicio.</translation>
    </message>
    <message>
        <source>Choose that e-mail too, or no details.</source>
        <translation>Elija también ese correo, o ningún detalle.</translation>
    </message>
    <message>
        <source>Choose the certificate file, or leave it empty.</source>
        <translation>Elija el archivo del certificado, o déjelo vacío.</translation>
    </message>
    <message>
        <source>Choose {0} to {1}; a few words that do not belong together are easy to remember.</source>
        <translation>Elija de {0} a {1}; unas cuantas palabras sin relación entre sí son fáciles de recordar.</translation>
    </message>
    <message>
        <source>Close other programs that show the camera, then try again.</source>
        <translation>Cierre otros programas que muestren la cámara e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Close other programs that use PhysioCheck’s data, then try again.</source>
        <translation>Cierre otros programas que usen los datos de PhysioCheck e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Cloudinary, where files are kept, {0}.</source>
        <translation>Cloudinary, donde se guardan los archivos: {0}.</translation>
    </message>
    <message>
        <source>Compare the settings under files with the API keys that Cloudinary shows for the account.</source>
        <translation>Compare los ajustes bajo files con las claves API que Cloudinary muestra para la cuenta.</translation>
    </message>
    <message>
        <source>Connect a camera, choose another one, or use a video file instead.</source>
        <translation>Conecte una cámara, elija otra o use un archivo de vídeo.</translation>
    </message>
    <message>
        <source>Connect a camera; this computer shows none now.</source>
        <translation>Conecte una cámara; este ordenador no muestra ninguna ahora.</translation>
    </message>
    <message>
        <source>Connect it, close other programs that use it, and allow it in Settings, Privacy, Camera.</source>
        <translation>Conéctela, cierre otros programas que la usen y permítala en Configuración, Privacidad, Cámara.</translation>
    </message>
    <message>
        <source>Connect it, close other programs that use it, and allow it in System Settings, Privacy, Camera.</source>
        <translation>Conéctela, cierre otros programas que la usen y permítala en Ajustes del Sistema, Privacidad, Cámara.</translation>
    </message>
    <message>
        <source>Copy or record the video again.</source>
        <translation>Copie o grabe el vídeo de nuevo.</translation>
    </message>
    <message>
        <source>Copy or save it again.</source>
        <translation>Cópielo o guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Corríjalo e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Correct its first and last day.</source>
        <translation>Corrija su primer y su último día.</translation>
    </message>
    <message>
        <source>Correct its first or last day.</source>
        <translation>Corrija su primer o su último día.</translation>
    </message>
    <message>
        <source>Correct mail.account and its password; some servers want a password made for programs.</source>
        <translation>Corrija mail.account y su contraseña; algunos servidores piden una contraseña para programas.</translation>
    </message>
    <message>
        <source>Correct mail.host or mail.port.</source>
        <translation>Corrija mail.host o mail.port.</translation>
    </message>
    <message>
        <source>Correct mail.host, or check the network.</source>
        <translation>Corrija mail.host o compruebe la red.</translation>
    </message>
    <message>
        <source>Correct the address of the account.</source>
        <translation>Corrija la dirección de la cuenta.</translation>
    </message>
    <message>
        <source>Correct the date of birth.</source>
        <translation>Corrija la fecha de nacimiento.</translation>
    </message>
    <message>
        <source>Correct the path, or name a file with certificates in PEM form.</source>
        <translation>Corrija la ruta o nombre un archivo con certificados en formato PEM.</translation>
    </message>
    <message>
        <source>Correct the settings under files.</source>
        <translation>Corrija los ajustes bajo files.</translation>
    </message>
    <message>
        <source>Create it as the documentation tells, or correct the database address in the settings.</source>
        <translation>Créela como indica la documentación, o corrija la dirección de la base de datos en los ajustes.</translation>
    </message>
    <message>
        <source>Cut it to the exercise, and choose it again.</source>
        <translation>Recórtelo al ejercicio y elíjalo de nuevo.</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>Escriba su contraseña para seguir.</translation>
    </message>
    <message>
        <source>Entry {0} is not the one that was noted.</source>
        <translation>La entrada {0} no es la que se anotó.</translation>
    </message>
    <message>
        <source>Everything in it is kept.</source>
        <translation>Todo lo que contiene se conserva.</translation>
    </message>
    <message>
        <source>Everything that was saved before is kept.</source>
        <translation>Todo lo guardado antes se conserva.</translation>
    </message>
    <message>
        <source>Everything that was saved in it is kept.</source>
        <translation>Todo lo guardado en ella se conserva.</translation>
    </message>
    <message>
        <source>Files that were kept before are unchanged.</source>
        <translation>Los archivos guardados antes no han cambiado.</translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation>Libere espacio en ese disco e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Give PhysioCheck a database of its own.</source>
        <translation>Dé a PhysioCheck una base de datos propia.</translation>
    </message>
    <message>
        <source>Give a file, or an http, https or rtsp address.</source>
        <translation>Indique un archivo o una dirección http, https o rtsp.</translation>
    </message>
    <message>
        <source>Give each a name of its own.</source>
        <translation>Dé a cada uno un nombre propio.</translation>
    </message>
    <message>
        <source>Give the path of a video file.</source>
        <translation>Indique la ruta de un archivo de vídeo.</translation>
    </message>
    <message>
        <source>Give the path of the certificate that the clinic’s database server was signed with.</source>
        <translation>Indique la ruta del certificado con el que se firmó el servidor de la base de datos de la clínica.</translation>
    </message>
    <message>
        <source>Give the path of the file instead.</source>
        <translation>Indique en su lugar la ruta del archivo.</translation>
    </message>
    <message>
        <source>Good, that is better.</source>
        <translation>Bien, así está mejor.</translation>
    </message>
    <message>
        <source>Health data in the database is encrypted with a key that this computer does not have ({0}).</source>
        <translation>Los datos de salud de la base de datos están cifrados con una clave que este ordenador no tiene ({0}).</translation>
    </message>
    <message>
        <source>If that stays so, its log may say why.</source>
        <translation>Si sigue así, su registro quizá diga por qué.</translation>
    </message>
    <message>
        <source>Install the newest version of PhysioCheck on this computer.</source>
        <translation>Instale la versión más reciente de PhysioCheck en este ordenador.</translation>
    </message>
    <message>
        <source>Install the newest version of PhysioCheck; if that does not help, put back a backup.</source>
        <translation>Instale la versión más reciente de PhysioCheck; si no ayuda, restaure una copia de seguridad.</translation>
    </message>
    <message>
        <source>Install the program again on this computer.</source>
        <translation>Instale de nuevo el programa en este ordenador.</translation>
    </message>
    <message>
        <source>Install the program again, or restore this file from the release.</source>
        <translation>Instale de nuevo el programa o restaure este archivo de la versión publicada.</translation>
    </message>
    <message>
        <source>It did not come back to the start pose.</source>
        <translation>No volvió a la posición inicial.</translation>
    </message>
    <message>
        <source>It did not go far enough to count.</source>
        <translation>No llegó lo bastante lejos para contar.</translation>
    </message>
    <message>
        <source>It is kept as it is.</source>
        <translation>Se conserva como está.</translation>
    </message>
    <message>
        <source>It is one of {0}.</source>
        <translation>Puede ser: {0}.</translation>
    </message>
    <message>
        <source>It is tried again.</source>
        <translation>Se intenta de nuevo.</translation>
    </message>
    <message>
        <source>It stays as it was.</source>
        <translation>Queda como estaba.</translation>
    </message>
    <message>
        <source>It was already under way when it could first be seen.</source>
        <translation>Ya estaba en marcha cuando pudo verse por primera vez.</translation>
    </message>
    <message>
        <source>It was done with the other side than the plan asks for.</source>
        <translation>Se hizo con un lado distinto del que pide el plan.</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>Se dejó como estaba.</translation>
    </message>
    <message>
        <source>It was not held long enough to count.</source>
        <translation>No se mantuvo el tiempo suficiente para contar.</translation>
    </message>
    <message>
        <source>It was not the movement that was shown.</source>
        <translation>No era el movimiento que se mostró.</translation>
    </message>
    <message>
        <source>Keep a copy of the file, and put back your newest backup: the backups folder beside it may have one.</source>
        <translation>Guarde una copia del archivo y restaure su copia de seguridad más reciente: puede haber una en la carpeta backups que está al lado.</translation>
    </message>
    <message>
        <source>Keep the {0} that matter most.</source>
        <translation>Conserve los {0} más importantes.</translation>
    </message>
    <message>
        <source>Leave mail.account empty, or use the server’s port for STARTTLS or TLS.</source>
        <translation>Deje mail.account vacío o use el puerto del servidor para STARTTLS o TLS.</translation>
    </message>
    <message>
        <source>Look at it there, or let the settings of both name the same folder or the same store.</source>
        <translation>Véalo allí, o haga que los ajustes de ambos nombren la misma carpeta o el mismo almacén.</translation>
    </message>
    <message>
        <source>Look at the new one.</source>
        <translation>Mire el nuevo.</translation>
    </message>
    <message>
        <source>Look at the newest state of the list.</source>
        <translation>Mire el estado más reciente de la lista.</translation>
    </message>
    <message>
        <source>Mail to another computer is not sent without encryption.</source>
        <translation>No se envía correo a otro ordenador sin cifrar.</translation>
    </message>
    <message>
        <source>Make it smaller in a program for pictures, and choose it again.</source>
        <translation>Hágala menor en un programa de imágenes y elíjala de nuevo.</translation>
    </message>
    <message>
        <source>Make sure that both can be read, that nobody is using the second, and that there is space for it.</source>
        <translation>Asegúrese de que ambos se pueden leer, de que nadie usa el segundo y de que hay espacio.</translation>
    </message>
    <message>
        <source>Make sure that the address is right; the server’s log may say more.</source>
        <translation>Asegúrese de que la dirección es correcta; el registro del servidor quizá diga más.</translation>
    </message>
    <message>
        <source>Make sure that your account may read and write there, and that there is space.</source>
        <translation>Asegúrese de que su cuenta puede leer y escribir allí, y de que hay espacio.</translation>
    </message>
    <message>
        <source>Make sure there is space in {0} and that your account may write there.</source>
        <translation>Asegúrese de que hay espacio en {0} y de que su cuenta puede escribir allí.</translation>
    </message>
    <message>
        <source>No computer called {0} is known.</source>
        <translation>No se conoce ningún ordenador llamado {0}.</translation>
    </message>
    <message>
        <source>No mail can be sent to this address.</source>
        <translation>No se puede enviar correo a esta dirección.</translation>
    </message>
    <message>
        <source>No second factor was begun.</source>
        <translation>No se empezó ningún segundo factor.</translation>
    </message>
    <message>
        <source>Nobody can disable the own account.</source>
        <translation>Nadie puede desactivar su propia cuenta.</translation>
    </message>
    <message>
        <source>Nobody was born on that day.</source>
        <translation>Nadie nació ese día.</translation>
    </message>
    <message>
        <source>Nothing half-written was left, and what is in it is unchanged.</source>
        <translation>No quedó nada a medio escribir, y el contenido no ha cambiado.</translation>
    </message>
    <message>
        <source>Nothing in it was changed.</source>
        <translation>No se cambió nada en ella.</translation>
    </message>
    <message>
        <source>Nothing takes mail on this port of {0}.</source>
        <translation>Nada acepta correo en este puerto de {0}.</translation>
    </message>
    <message>
        <source>Nothing was changed from here.</source>
        <translation>Desde aquí no se cambió nada.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Nothing was made there.</source>
        <translation>No se creó nada allí.</translation>
    </message>
    <message>
        <source>Nothing was measured with it.</source>
        <translation>No se midió nada con él.</translation>
    </message>
    <message>
        <source>Open it again and make your change there.</source>
        <translation>Ábralo de nuevo y haga allí su cambio.</translation>
    </message>
    <message>
        <source>Print it into a new PDF, and choose that one.</source>
        <translation>Imprímalo en un PDF nuevo y elija ese.</translation>
    </message>
    <message>
        <source>Print it into a new PDF, or choose a picture of it.</source>
        <translation>Imprímalo en un PDF nuevo o elija una imagen de él.</translation>
    </message>
    <message>
        <source>Put back a backup from before, and find out who else can write to the database.</source>
        <translation>Restaure una copia de seguridad anterior y averigüe quién más puede escribir en la base de datos.</translation>
    </message>
    <message>
        <source>Put it back from a backup, or store it anew.</source>
        <translation>Restáurelo de una copia de seguridad o guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>Put it back from a backup.</source>
        <translation>Restáurelo de una copia de seguridad.</translation>
    </message>
    <message>
        <source>Read it from your authenticator app.</source>
        <translation>Léalo en su app de autenticación.</translation>
    </message>
    <message>
        <source>Run physiocheck audit verify, and find out who else can write to the database.</source>
        <translation>Ejecute physiocheck audit verify y averigüe quién más puede escribir en la base de datos.</translation>
    </message>
    <message>
        <source>Run physiocheck database create once, with the account that may make them.</source>
        <translation>Ejecute una vez physiocheck database create, con la cuenta que puede crearlas.</translation>
    </message>
    <message>
        <source>Run physiocheck database upgrade once, with the account that may change them.</source>
        <translation>Ejecute una vez physiocheck database upgrade, con la cuenta que puede cambiarlas.</translation>
    </message>
    <message>
        <source>Run physiocheck database {0} again, with the account that may change the tables.</source>
        <translation>Ejecute de nuevo physiocheck database {0}, con la cuenta que puede cambiar las tablas.</translation>
    </message>
    <message>
        <source>Save it as a file, and add that.</source>
        <translation>Guárdelo como archivo y añada ese.</translation>
    </message>
    <message>
        <source>Save it smaller, and try again.</source>
        <translation>Guárdelo más pequeño e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Save it without one, and choose it again.</source>
        <translation>Guárdelo sin contraseña y elíjalo de nuevo.</translation>
    </message>
    <message>
        <source>Say of each set, {0} at most, how many repetitions it had, and one at least in all.</source>
        <translation>Diga de cada serie, {0} como máximo, cuántas repeticiones tuvo, y al menos una en total.</translation>
    </message>
    <message>
        <source>Set mail.security to starttls or tls.</source>
        <translation>Ponga mail.security en starttls o tls.</translation>
    </message>
    <message>
        <source>Set mail.security to starttls, or mail.port to the server’s port for TLS, usually 465.</source>
        <translation>Ponga mail.security en starttls, o mail.port en el puerto TLS del servidor, normalmente 465.</translation>
    </message>
    <message>
        <source>Set mail.security to tls with its port, mostly 465, or mail.port to that for STARTTLS, mostly 587.</source>
        <translation>Ponga mail.security en tls con su puerto, normalmente 465, o mail.port en el de STARTTLS, normalmente 587.</translation>
    </message>
    <message>
        <source>Set mail.sender to an address that belongs to mail.account; some servers want an account.</source>
        <translation>Ponga en mail.sender una dirección que pertenezca a mail.account; algunos servidores piden una cuenta.</translation>
    </message>
    <message>
        <source>Set one up first.</source>
        <translation>Configure uno primero.</translation>
    </message>
    <message>
        <source>Set the clock, and try again.</source>
        <translation>Ponga el reloj en hora e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Sets are counted from 1.</source>
        <translation>Las series se cuentan desde 1.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Inicie sesión de nuevo.</translation>
    </message>
    <message>
        <source>Sign in as that one to change accounts.</source>
        <translation>Inicie sesión con esa cuenta para cambiar cuentas.</translation>
    </message>
    <message>
        <source>Sign in with an account that may.</source>
        <translation>Inicie sesión con una cuenta que pueda.</translation>
    </message>
    <message>
        <source>Sign in, or ask for a new password.</source>
        <translation>Inicie sesión o pida una nueva contraseña.</translation>
    </message>
    <message>
        <source>Somebody else came into view before it was completed.</source>
        <translation>Otra persona apareció antes de completarla.</translation>
    </message>
    <message>
        <source>Somebody else has changed {0} since you opened it.</source>
        <translation>Otra persona ha cambiado {0} desde que usted lo abrió.</translation>
    </message>
    <message>
        <source>Somebody has to look after the clinic’s accounts: keep this account.</source>
        <translation>Alguien tiene que ocuparse de las cuentas de la clínica: conserve esta cuenta.</translation>
    </message>
    <message>
        <source>Start a new session.</source>
        <translation>Empiece una sesión nueva.</translation>
    </message>
    <message>
        <source>Start the newest version.</source>
        <translation>Inicie la versión más reciente.</translation>
    </message>
    <message>
        <source>Store it anew.</source>
        <translation>Guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>Storing this file took so long that it was given up.</source>
        <translation>Guardar este archivo tardó tanto que se abandonó.</translation>
    </message>
    <message>
        <source>Switch it off first, to set up another one.</source>
        <translation>Desactívelo primero para configurar otro.</translation>
    </message>
    <message>
        <source>Take the blank away.</source>
        <translation>Quite el espacio.</translation>
    </message>
    <message>
        <source>Talk about it at your next appointment.</source>
        <translation>Háblelo en su próxima cita.</translation>
    </message>
    <message>
        <source>Tell whoever looks after the server, then try again.</source>
        <translation>Avise a quien cuida del servidor e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>That decision stands.</source>
        <translation>Esa decisión se mantiene.</translation>
    </message>
    <message>
        <source>The account</source>
        <translation>La cuenta</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>La dirección</translation>
    </message>
    <message>
        <source>The address or the code is not right, or the code is too old.</source>
        <translation>La dirección o el código no es correcto, o el código es demasiado antiguo.</translation>
    </message>
    <message>
        <source>The address or the password is not right.</source>
        <translation>La dirección o la contraseña no es correcta.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>La respuesta</translation>
    </message>
    <message>
        <source>The audit trail has an entry beyond its end, so that nothing can be added to it.</source>
        <translation>El registro de auditoría tiene una entrada más allá de su final, por lo que no se le puede añadir nada.</translation>
    </message>
    <message>
        <source>The audit trail has lost its end, so that nothing can be added to it.</source>
        <translation>El registro de auditoría ha perdido su final, así que no se le puede añadir nada.</translation>
    </message>
    <message>
        <source>The body was not in the position that the exercise begins from.</source>
        <translation>El cuerpo no estaba en la posición en la que empieza el ejercicio.</translation>
    </message>
    <message>
        <source>The camera was closed while it was being opened.</source>
        <translation>La cámara se cerró mientras se abría.</translation>
    </message>
    <message>
        <source>The certificate file {0}, which mail.tls_authority names, cannot be read. Nothing was sent.</source>
        <translation>El archivo de certificados {0}, que nombra mail.tls_authority, no se puede leer. No se envió nada.</translation>
    </message>
    <message>
        <source>The certificate of the mail server {0} is not trusted: {1}. Nothing was sent.</source>
        <translation>No se confía en el certificado del servidor de correo {0}: {1}. No se envió nada.</translation>
    </message>
    <message>
        <source>The code is not right.</source>
        <translation>El código no es correcto.</translation>
    </message>
    <message>
        <source>The connection to the mail server {0} failed.</source>
        <translation>Falló la conexión con el servidor de correo {0}.</translation>
    </message>
    <message>
        <source>The copy {0} cannot be written: {1}.</source>
        <translation>No se puede escribir la copia {0}: {1}.</translation>
    </message>
    <message>
        <source>The course of a session over time cannot be read: it is damaged, or was written by a newer version.</source>
        <translation>No se puede leer el curso de una sesión en el tiempo: está dañado o lo escribió una versión más nueva.</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be made: {1}.</source>
        <translation>No se puede crear la carpeta de datos {0}: {1}.</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be written: {1}.</source>
        <translation>No se puede escribir en la carpeta de datos {0}: {1}.</translation>
    </message>
    <message>
        <source>The database is unchanged.</source>
        <translation>La base de datos no ha cambiado.</translation>
    </message>
    <message>
        <source>The database server at {0}</source>
        <translation>El servidor de base de datos en {0}</translation>
    </message>
    <message>
        <source>The database {0}</source>
        <translation>La base de datos {0}</translation>
    </message>
    <message>
        <source>The effort</source>
        <translation>El esfuerzo</translation>
    </message>
    <message>
        <source>The emergency contact</source>
        <translation>El contacto de emergencia</translation>
    </message>
    <message>
        <source>The exercise</source>
        <translation>El ejercicio</translation>
    </message>
    <message>
        <source>The exercise cannot be kept without loss.</source>
        <translation>El ejercicio no se puede guardar sin pérdidas.</translation>
    </message>
    <message>
        <source>The exercise file</source>
        <translation>El archivo del ejercicio</translation>
    </message>
    <message>
        <source>The exercise has a number that is none.</source>
        <translation>El ejercicio tiene un número que no lo es.</translation>
    </message>
    <message>
        <source>The exercise has {0} presets.</source>
        <translation>El ejercicio tiene {0} preajustes.</translation>
    </message>
    <message>
        <source>The exercise in the database</source>
        <translation>El ejercicio en la base de datos</translation>
    </message>
    <message>
        <source>The exercise, written as a file,</source>
        <translation>El ejercicio, escrito como archivo,</translation>
    </message>
    <message>
        <source>The exercise’s category</source>
        <translation>La categoría del ejercicio</translation>
    </message>
    <message>
        <source>The exercise’s key</source>
        <translation>La clave del ejercicio</translation>
    </message>
    <message>
        <source>The exercise’s name</source>
        <translation>El nombre del ejercicio</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>El archivo está dañado.</translation>
    </message>
    <message>
        <source>The file is kept there.</source>
        <translation>El archivo se guarda allí.</translation>
    </message>
    <message>
        <source>The file that was there before is kept.</source>
        <translation>El archivo que había antes se conserva.</translation>
    </message>
    <message>
        <source>The file {0}, which names the folder of stored files, holds something else.</source>
        <translation>El archivo {0}, que nombra la carpeta de archivos guardados, contiene otra cosa.</translation>
    </message>
    <message>
        <source>The files in it are kept.</source>
        <translation>Los archivos que contiene se conservan.</translation>
    </message>
    <message>
        <source>The folder of stored files, {0}, cannot be {1}: {2}.</source>
        <translation>Algo falla con la carpeta de archivos guardados, {0} ({1}): {2}.</translation>
    </message>
    <message>
        <source>The journal {0}</source>
        <translation>El diario {0}</translation>
    </message>
    <message>
        <source>The last administrator cannot be erased.</source>
        <translation>La última cuenta de administración no se puede borrar.</translation>
    </message>
    <message>
        <source>The licence number</source>
        <translation>El número de licencia</translation>
    </message>
    <message>
        <source>The list of languages</source>
        <translation>La lista de idiomas</translation>
    </message>
    <message>
        <source>The mail server does not take {0} just now ({1}).</source>
        <translation>El servidor de correo no acepta {0} ahora mismo ({1}).</translation>
    </message>
    <message>
        <source>The mail server refuses {0} for good ({1}).</source>
        <translation>El servidor de correo rechaza {0} definitivamente ({1}).</translation>
    </message>
    <message>
        <source>The mail server {0} does not answer in time.</source>
        <translation>El servidor de correo {0} no responde a tiempo.</translation>
    </message>
    <message>
        <source>The mail server {0} does not offer STARTTLS on this port, so nothing was sent.</source>
        <translation>El servidor de correo {0} no ofrece STARTTLS en este puerto, por eso no se envió nada.</translation>
    </message>
    <message>
        <source>The mail server {0} does not speak TLS on this port.</source>
        <translation>El servidor de correo {0} no habla TLS en este puerto.</translation>
    </message>
    <message>
        <source>The mail server {0} does not take mail from the sender’s address ({1}).</source>
        <translation>El servidor de correo {0} no acepta correo de la dirección del remitente ({1}).</translation>
    </message>
    <message>
        <source>The mail server {0} does not take mail just now.</source>
        <translation>El servidor de correo {0} no acepta correo ahora mismo.</translation>
    </message>
    <message>
        <source>The mail server {0} ended the connection.</source>
        <translation>El servidor de correo {0} terminó la conexión.</translation>
    </message>
    <message>
        <source>The mail server {0} lets nobody sign in on this port.</source>
        <translation>El servidor de correo {0} no deja iniciar sesión en este puerto.</translation>
    </message>
    <message>
        <source>The mail server {0} refuses the account or its password ({1}).</source>
        <translation>El servidor de correo {0} rechaza la cuenta o su contraseña ({1}).</translation>
    </message>
    <message>
        <source>The mail server {0} takes no addresses with such letters.</source>
        <translation>El servidor de correo {0} no acepta direcciones con esas letras.</translation>
    </message>
    <message>
        <source>The mail server {0} takes no mail from here ({1}).</source>
        <translation>El servidor de correo {0} no acepta correo desde aquí ({1}).</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>El nombre</translation>
    </message>
    <message>
        <source>The name in this profile has been verified and is not changed here.</source>
        <translation>El nombre de este perfil está verificado y no se cambia aquí.</translation>
    </message>
    <message>
        <source>The name of a measure</source>
        <translation>El nombre de una medida</translation>
    </message>
    <message>
        <source>The name of the city</source>
        <translation>El nombre de la ciudad</translation>
    </message>
    <message>
        <source>The name of the clinic</source>
        <translation>El nombre de la clínica</translation>
    </message>
    <message>
        <source>The name of the database</source>
        <translation>El nombre de la base de datos</translation>
    </message>
    <message>
        <source>The name of the server</source>
        <translation>El nombre del servidor</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>La nota</translation>
    </message>
    <message>
        <source>The note to {0}{1}</source>
        <translation>La nota de {0}{1}</translation>
    </message>
    <message>
        <source>The pain</source>
        <translation>El dolor</translation>
    </message>
    <message>
        <source>The password has {0} characters.</source>
        <translation>La contraseña tiene {0} caracteres.</translation>
    </message>
    <message>
        <source>The password is not right.</source>
        <translation>La contraseña no es correcta.</translation>
    </message>
    <message>
        <source>The person could not be seen until its end.</source>
        <translation>No se pudo ver a la persona hasta el final.</translation>
    </message>
    <message>
        <source>The person walked on meanwhile.</source>
        <translation>La persona siguió andando mientras tanto.</translation>
    </message>
    <message>
        <source>The phone number</source>
        <translation>El número de teléfono</translation>
    </message>
    <message>
        <source>The picture of this video is larger than {0} pixels.</source>
        <translation>La imagen de este vídeo es mayor de {0} píxeles.</translation>
    </message>
    <message>
        <source>The pictures in {0} are too small to see a person in ({1} × {2}).</source>
        <translation>Las imágenes de {0} son demasiado pequeñas para ver a una persona ({1} × {2}).</translation>
    </message>
    <message>
        <source>The plan</source>
        <translation>El plan</translation>
    </message>
    <message>
        <source>The plan does not ask for this exercise there.</source>
        <translation>El plan no pide este ejercicio ahí.</translation>
    </message>
    <message>
        <source>The plan has {0} exercises.</source>
        <translation>El plan tiene {0} ejercicios.</translation>
    </message>
    <message>
        <source>The plan’s goal</source>
        <translation>El objetivo del plan</translation>
    </message>
    <message>
        <source>The plan’s title</source>
        <translation>El título del plan</translation>
    </message>
    <message>
        <source>The pose model cannot be read: {0} ({1}).</source>
        <translation>No se puede leer el modelo de postura: {0} ({1}).</translation>
    </message>
    <message>
        <source>The pose model cannot be started: {0}.</source>
        <translation>No se puede iniciar el modelo de postura: {0}.</translation>
    </message>
    <message>
        <source>The pose model is missing: {0}.</source>
        <translation>Falta el modelo de postura: {0}.</translation>
    </message>
    <message>
        <source>The pose model is not the one that this program was tested with: {0}.</source>
        <translation>El modelo de postura no es el que se probó con este programa: {0}.</translation>
    </message>
    <message>
        <source>The preset “{0}”</source>
        <translation>El preajuste «{0}»</translation>
    </message>
    <message>
        <source>The preset’s name</source>
        <translation>El nombre del preajuste</translation>
    </message>
    <message>
        <source>The program ends; the mail is sent at its next start.</source>
        <translation>El programa termina; el correo se enviará la próxima vez que se inicie.</translation>
    </message>
    <message>
        <source>The reason</source>
        <translation>El motivo</translation>
    </message>
    <message>
        <source>The recording ended before it was completed.</source>
        <translation>La grabación terminó antes de completarla.</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>La solicitud</translation>
    </message>
    <message>
        <source>The server does not hand out {0} ({1}).</source>
        <translation>El servidor no entrega {0} ({1}).</translation>
    </message>
    <message>
        <source>The setting database.tls_authority names {0}, which is not a readable certificate file.</source>
        <translation>El ajuste database.tls_authority nombra {0}, que no es un archivo de certificado legible.</translation>
    </message>
    <message>
        <source>The setting database.url is not an address that PhysioCheck can use.</source>
        <translation>El ajuste database.url no es una dirección que PhysioCheck pueda usar.</translation>
    </message>
    <message>
        <source>The specialty</source>
        <translation>La especialidad</translation>
    </message>
    <message>
        <source>The text about you</source>
        <translation>El texto sobre usted</translation>
    </message>
    <message>
        <source>The text on conditions</source>
        <translation>El texto sobre dolencias</translation>
    </message>
    <message>
        <source>The text on goals</source>
        <translation>El texto sobre los objetivos</translation>
    </message>
    <message>
        <source>The word to the end</source>
        <translation>La palabra final</translation>
    </message>
    <message>
        <source>Their change is kept, and yours was not saved.</source>
        <translation>Su cambio se conserva; el de usted no se guardó.</translation>
    </message>
    <message>
        <source>There are no pictures in {0}.</source>
        <translation>No hay imágenes en {0}.</translation>
    </message>
    <message>
        <source>There is no camera called “{0}”.</source>
        <translation>No hay ninguna cámara llamada «{0}».</translation>
    </message>
    <message>
        <source>There is no camera {0} on this computer.</source>
        <translation>En este ordenador no hay ninguna cámara {0}.</translation>
    </message>
    <message>
        <source>There is no exercise called “{0}”.</source>
        <translation>No hay ningún ejercicio llamado «{0}».</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>No hay ningún archivo {0}.</translation>
    </message>
    <message>
        <source>There is no picture in {0}, only sound or data.</source>
        <translation>En {0} no hay imagen, solo sonido o datos.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>No existe tal archivo.</translation>
    </message>
    <message>
        <source>There is nothing in this plan to publish.</source>
        <translation>En este plan no hay nada que publicar.</translation>
    </message>
    <message>
        <source>There were too many tries today.</source>
        <translation>Hoy hubo demasiados intentos.</translation>
    </message>
    <message>
        <source>There were too many tries.</source>
        <translation>Hubo demasiados intentos.</translation>
    </message>
    <message>
        <source>These numbers of repetitions cannot be kept.</source>
        <translation>Estos números de repeticiones no se pueden guardar.</translation>
    </message>
    <message>
        <source>This account asks for a code too.</source>
        <translation>Esta cuenta pide también un código.</translation>
    </message>
    <message>
        <source>This account has a second factor already.</source>
        <translation>Esta cuenta ya tiene un segundo factor.</translation>
    </message>
    <message>
        <source>This account has no second factor.</source>
        <translation>Esta cuenta no tiene segundo factor.</translation>
    </message>
    <message>
        <source>This account is never told such a thing.</source>
        <translation>A esta cuenta nunca se le comunica eso.</translation>
    </message>
    <message>
        <source>This account may not do that before the clinic has verified it.</source>
        <translation>Esta cuenta no puede hacer eso hasta que la clínica la verifique.</translation>
    </message>
    <message>
        <source>This account may not do that.</source>
        <translation>Esta cuenta no puede hacer eso.</translation>
    </message>
    <message>
        <source>This account may not read {0}.</source>
        <translation>Esta cuenta no puede leer {0}.</translation>
    </message>
    <message>
        <source>This account may not use camera {0} ({1}).</source>
        <translation>Esta cuenta no puede usar la cámara {0} ({1}).</translation>
    </message>
    <message>
        <source>This address cannot be used for a new account.</source>
        <translation>Esta dirección no se puede usar para una cuenta nueva.</translation>
    </message>
    <message>
        <source>This clinic has an administrator already.</source>
        <translation>Esta clínica ya tiene una cuenta de administración.</translation>
    </message>
    <message>
        <source>This clinic sends no mail.</source>
        <translation>Esta clínica no envía correo.</translation>
    </message>
    <message>
        <source>This clip is longer than {0} seconds.</source>
        <translation>Este clip dura más de {0} segundos.</translation>
    </message>
    <message>
        <source>This computer’s patient</source>
        <translation>Paciente de este ordenador</translation>
    </message>
    <message>
        <source>This document can run or start something, or has other files in it.</source>
        <translation>Este documento puede ejecutar o iniciar algo, o contiene otros archivos.</translation>
    </message>
    <message>
        <source>This document has more than {0} pages.</source>
        <translation>Este documento tiene más de {0} páginas.</translation>
    </message>
    <message>
        <source>This document has no pages.</source>
        <translation>Este documento no tiene páginas.</translation>
    </message>
    <message>
        <source>This document is locked with a password.</source>
        <translation>Este documento está protegido con contraseña.</translation>
    </message>
    <message>
        <source>This file cannot be read: {0}.</source>
        <translation>No se puede leer este archivo: {0}.</translation>
    </message>
    <message>
        <source>This file has more than {0} MB, which is too much here.</source>
        <translation>Este archivo tiene más de {0} MB, lo que aquí es demasiado.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Este archivo está vacío.</translation>
    </message>
    <message>
        <source>This file is kept where this computer does not look for files.</source>
        <translation>Este archivo está donde este ordenador no busca archivos.</translation>
    </message>
    <message>
        <source>This file is not where it was kept any more.</source>
        <translation>Este archivo ya no está donde se guardó.</translation>
    </message>
    <message>
        <source>This file was changed by something other than PhysioCheck, so it is not shown.</source>
        <translation>Este archivo fue cambiado por algo ajeno a PhysioCheck, por eso no se muestra.</translation>
    </message>
    <message>
        <source>This is a folder or a device, not a file.</source>
        <translation>Esto es una carpeta o un dispositivo, no un archivo.</translation>
    </message>
    <message>
        <source>This is no name of a file.</source>
        <translation>Esto no es un nombre de archivo.</translation>
    </message>
    <message>
        <source>This is no port.</source>
        <translation>Esto no es un puerto.</translation>
    </message>
    <message>
        <source>This is not a PDF document that can be read, or it is damaged.</source>
        <translation>No es un documento PDF legible, o está dañado.</translation>
    </message>
    <message>
        <source>This is not a picture that can be read, or it is damaged.</source>
        <translation>No es una imagen legible, o está dañada.</translation>
    </message>
    <message>
        <source>This is not a video that can be read, or it is damaged.</source>
        <translation>No es un vídeo legible, o está dañado.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Esto no es una dirección de correo.</translation>
    </message>
    <message>
        <source>This licence has been verified and is not changed here.</source>
        <translation>Esta licencia está verificada y no se cambia aquí.</translation>
    </message>
    <message>
        <source>This password is among those that are tried first.</source>
        <translation>Esta contraseña es de las que se prueban primero.</translation>
    </message>
    <message>
        <source>This physician has given another licence number meanwhile.</source>
        <translation>Entretanto se ha dado otro número de licencia.</translation>
    </message>
    <message>
        <source>This picture is larger than {0} megapixels, far too narrow, or would take too long.</source>
        <translation>Esta imagen es mayor de {0} megapíxeles, demasiado estrecha o tardaría demasiado.</translation>
    </message>
    <message>
        <source>This plan has ended.</source>
        <translation>Este plan ha terminado.</translation>
    </message>
    <message>
        <source>This record does not exist, or is not yours.</source>
        <translation>Este registro no existe o no es suyo.</translation>
    </message>
    <message>
        <source>This request has no answer yet.</source>
        <translation>Esta solicitud aún no tiene respuesta.</translation>
    </message>
    <message>
        <source>This request is {0} already.</source>
        <translation>Esta solicitud ya tiene el estado «{0}».</translation>
    </message>
    <message>
        <source>This session has already ended, so repetition {0} was not added to it.</source>
        <translation>Esta sesión ya terminó, por eso no se añadió la repetición {0}.</translation>
    </message>
    <message>
        <source>This suggestion has been {0} already.</source>
        <translation>Esta sugerencia ya está decidida: «{0}».</translation>
    </message>
    <message>
        <source>This version of PhysioCheck cannot read it.</source>
        <translation>Esta versión de PhysioCheck no puede leerlo.</translation>
    </message>
    <message>
        <source>This video has no picture that can be kept.</source>
        <translation>Este vídeo no tiene ninguna imagen que se pueda conservar.</translation>
    </message>
    <message>
        <source>This video is a single picture.</source>
        <translation>Este vídeo es una sola imagen.</translation>
    </message>
    <message>
        <source>This video was cut off; a part of it is missing.</source>
        <translation>Este vídeo está cortado; le falta una parte.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Try again, or ask for a new password.</source>
        <translation>Inténtelo de nuevo o pida una nueva contraseña.</translation>
    </message>
    <message>
        <source>Try again, or sign out.</source>
        <translation>Inténtelo de nuevo o cierre la sesión.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell whoever looks after the server.</source>
        <translation>Inténtelo de nuevo; si sigue así, avise a quien cuida del servidor.</translation>
    </message>
    <message>
        <source>Try again; the details are in the log file.</source>
        <translation>Inténtelo de nuevo; los detalles están en el archivo de registro.</translation>
    </message>
    <message>
        <source>Try from the computer you always use, or tomorrow.</source>
        <translation>Inténtelo desde el ordenador que usa siempre, o mañana.</translation>
    </message>
    <message>
        <source>Try it again in a moment; make sure that this computer has a connection.</source>
        <translation>Inténtelo de nuevo en un momento; asegúrese de que este ordenador tiene conexión.</translation>
    </message>
    <message>
        <source>Try it again.</source>
        <translation>Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Two presets have the same name.</source>
        <translation>Dos preajustes tienen el mismo nombre.</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again, or restart the program that holds it.</source>
        <translation>Desconéctela y vuelva a conectarla, o reinicie el programa que la tiene.</translation>
    </message>
    <message>
        <source>Use another.</source>
        <translation>Use otra.</translation>
    </message>
    <message>
        <source>Use the name that is in its certificate, or name its authority’s file in mail.tls_authority.</source>
        <translation>Use el nombre que está en su certificado, o nombre en mail.tls_authority el archivo de su autoridad.</translation>
    </message>
    <message>
        <source>Videos cannot be opened through “{0}”.</source>
        <translation>No se pueden abrir vídeos mediante «{0}».</translation>
    </message>
    <message>
        <source>Wait for the app’s next one, or use a recovery code.</source>
        <translation>Espere el siguiente de la app o use un código de recuperación.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Espere a que termine e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Wait {0} minutes, then try again.</source>
        <translation>Espere {0} minutos e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>What a repetition says of a rule</source>
        <translation>Lo que una repetición dice de una regla</translation>
    </message>
    <message>
        <source>What a rule says</source>
        <translation>Lo que dice una regla</translation>
    </message>
    <message>
        <source>What cut a repetition short</source>
        <translation>Lo que interrumpió una repetición</translation>
    </message>
    <message>
        <source>What is kept in place of this file was not sealed by PhysioCheck, or was changed, so it is not shown.</source>
        <translation>Lo que se guarda en lugar de este archivo no lo selló PhysioCheck, o fue cambiado, por eso no se muestra.</translation>
    </message>
    <message>
        <source>What is looked for</source>
        <translation>Lo que se busca</translation>
    </message>
    <message>
        <source>What you look for</source>
        <translation>Lo que usted busca</translation>
    </message>
    <message>
        <source>What you say of the pain</source>
        <translation>Lo que dice del dolor</translation>
    </message>
    <message>
        <source>Without an e-mail after each session there is none that details could be in.</source>
        <translation>Sin un correo tras cada sesión no hay ninguno que pueda llevar detalles.</translation>
    </message>
    <message>
        <source>Write a number from 1 to 65535, or leave it empty for 3306.</source>
        <translation>Escriba un número de 1 a 65535, o déjelo vacío para 3306.</translation>
    </message>
    <message>
        <source>Write it anew, without pasting.</source>
        <translation>Escríbalo de nuevo, sin pegar.</translation>
    </message>
    <message>
        <source>Write it as mysql://ACCOUNT:PASSWORD@HOST/DATABASE, or leave it out to keep the data on this computer.</source>
        <translation>Escríbala como mysql://ACCOUNT:PASSWORD@HOST/DATABASE, u omítala para guardar los datos en este ordenador.</translation>
    </message>
    <message>
        <source>Write it without blanks, like name@example.org.</source>
        <translation>Escríbala sin espacios, como name@example.org.</translation>
    </message>
    <message>
        <source>Write the keys to a file on a computer that has them (physiocheck keys export FILE), bring it here and read it in (physiocheck keys import FILE).</source>
        <translation>Escriba las claves en un archivo en un ordenador que las tenga (physiocheck keys export FILE), tráigalo aquí y léalo (physiocheck keys import FILE).</translation>
    </message>
    <message>
        <source>Write the name alone.</source>
        <translation>Escriba solo el nombre.</translation>
    </message>
    <message>
        <source>Write {0} characters.</source>
        <translation>Escriba {0} caracteres.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Su sesión está cerrada.</translation>
    </message>
    <message>
        <source>You have been verified by this document, and it is not changed here.</source>
        <translation>Usted fue verificado con este documento, y aquí no se cambia.</translation>
    </message>
    <message>
        <source>You were away.</source>
        <translation>Usted estuvo ausente.</translation>
    </message>
    <message>
        <source>Your account may not use {0}.</source>
        <translation>Su cuenta no puede usar {0}.</translation>
    </message>
    <message>
        <source>Your physiotherapist decides on this suggestion.</source>
        <translation>Su fisioterapeuta decide sobre esta sugerencia.</translation>
    </message>
    <message>
        <source>Your work is kept.</source>
        <translation>Su trabajo se conserva.</translation>
    </message>
    <message>
        <source>{0} asks for what nobody can do.</source>
        <translation>{0} pide lo que nadie puede hacer.</translation>
    </message>
    <message>
        <source>{0} cannot be reached over the network ({1}).</source>
        <translation>No se puede acceder a {0} por la red ({1}).</translation>
    </message>
    <message>
        <source>{0} cannot be reached.</source>
        <translation>{0} no está accesible.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>No se puede leer {0}: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be used just now.</source>
        <translation>{0} no se puede usar ahora mismo.</translation>
    </message>
    <message>
        <source>{0} could not be copied to {1} ({2}).</source>
        <translation>No se pudo copiar {0} a {1} ({2}).</translation>
    </message>
    <message>
        <source>{0} could not be opened.</source>
        <translation>No se pudo abrir {0}.</translation>
    </message>
    <message>
        <source>{0} could not be written, because its disk is full.</source>
        <translation>No se pudo escribir {0}, porque su disco está lleno.</translation>
    </message>
    <message>
        <source>{0} could not prove who it is, so nothing was sent to it.</source>
        <translation>{0} no pudo demostrar su identidad, por eso no se le envió nada.</translation>
    </message>
    <message>
        <source>{0} did not come over the network within {1} seconds.</source>
        <translation>{0} no llegó por la red en {1} segundos.</translation>
    </message>
    <message>
        <source>{0} does not encrypt its connections, so nothing was sent to it.</source>
        <translation>{0} no cifra sus conexiones, por eso no se le envió nada.</translation>
    </message>
    <message>
        <source>{0} does not let this account do what was needed.</source>
        <translation>{0} no permite a esta cuenta hacer lo necesario.</translation>
    </message>
    <message>
        <source>{0} does not say when it is to be done.</source>
        <translation>{0} no dice cuándo debe hacerse.</translation>
    </message>
    <message>
        <source>{0} ends before it begins.</source>
        <translation>{0} termina antes de empezar.</translation>
    </message>
    <message>
        <source>{0} exists already.</source>
        <translation>{0} ya existe.</translation>
    </message>
    <message>
        <source>{0} has a character that cannot be kept.</source>
        <translation>{0} tiene un carácter que no se puede guardar.</translation>
    </message>
    <message>
        <source>{0} has a day that no plan has.</source>
        <translation>{0} tiene un día que ningún plan tiene.</translation>
    </message>
    <message>
        <source>{0} has a letter that it cannot have.</source>
        <translation>{0} tiene una letra que no puede tener.</translation>
    </message>
    <message>
        <source>{0} has no database of that name.</source>
        <translation>{0} no tiene ninguna base de datos con ese nombre.</translation>
    </message>
    <message>
        <source>{0} has no records yet.</source>
        <translation>{0} todavía no tiene registros.</translation>
    </message>
    <message>
        <source>{0} has no space left, or may only be read.</source>
        <translation>{0} no tiene espacio libre o solo se puede leer.</translation>
    </message>
    <message>
        <source>{0} has no tables of PhysioCheck yet.</source>
        <translation>{0} aún no tiene tablas de PhysioCheck.</translation>
    </message>
    <message>
        <source>{0} has tables of an older version of PhysioCheck (schema {1}; this version needs {2}).</source>
        <translation>{0} tiene tablas de una versión anterior de PhysioCheck (esquema {1}; esta versión necesita {2}).</translation>
    </message>
    <message>
        <source>{0} has too many connections.</source>
        <translation>{0} tiene demasiadas conexiones.</translation>
    </message>
    <message>
        <source>{0} has {1} characters.</source>
        <translation>{0} tiene {1} caracteres.</translation>
    </message>
    <message>
        <source>{0} holds tables that are not PhysioCheck’s.</source>
        <translation>{0} contiene tablas que no son de PhysioCheck.</translation>
    </message>
    <message>
        <source>{0} is a device or a pipe, not a video.</source>
        <translation>{0} es un dispositivo o una tubería, no un vídeo.</translation>
    </message>
    <message>
        <source>{0} is a folder, not a video.</source>
        <translation>{0} es una carpeta, no un vídeo.</translation>
    </message>
    <message>
        <source>{0} is busy, because another workstation is holding the same records.</source>
        <translation>{0} está ocupado, porque otro puesto tiene los mismos registros.</translation>
    </message>
    <message>
        <source>{0} is damaged.</source>
        <translation>{0} presenta daños.</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes).</source>
        <translation>{0} no tiene contenido (0 bytes).</translation>
    </message>
    <message>
        <source>{0} is held by another program, which did not let go in time.</source>
        <translation>Otro programa tiene {0} y no lo soltó a tiempo.</translation>
    </message>
    <message>
        <source>{0} is not a PhysioCheck database, or is damaged.</source>
        <translation>{0} no es una base de datos de PhysioCheck, o está dañada.</translation>
    </message>
    <message>
        <source>{0} is not a video that can be read, or it is damaged.</source>
        <translation>{0} no es un vídeo legible, o está dañado.</translation>
    </message>
    <message>
        <source>{0} is not a whole address.</source>
        <translation>{0} no es una dirección completa.</translation>
    </message>
    <message>
        <source>{0} is not on the scale.</source>
        <translation>{0} no está en la escala.</translation>
    </message>
    <message>
        <source>{0} is on a disk that could not be read or written.</source>
        <translation>{0} está en un disco que no se pudo leer o escribir.</translation>
    </message>
    <message>
        <source>{0} is to be done {1} times a day.</source>
        <translation>{0} debe hacerse {1} veces al día.</translation>
    </message>
    <message>
        <source>{0} may be read but not written.</source>
        <translation>{0} se puede leer pero no escribir.</translation>
    </message>
    <message>
        <source>{0} refused the account.</source>
        <translation>{0} rechazó la cuenta.</translation>
    </message>
    <message>
        <source>{0} took too long to answer.</source>
        <translation>{0} tardó demasiado en responder.</translation>
    </message>
    <message>
        <source>{0} was made by a newer version of PhysioCheck (schema {1}; this version knows up to {2}).</source>
        <translation>{0} es de una versión más nueva de PhysioCheck (esquema {1}; esta versión conoce hasta {2}).</translation>
    </message>
    <message>
        <source>{0} was written by a newer version of PhysioCheck.</source>
        <translation>{0} es de una versión más nueva de PhysioCheck.</translation>
    </message>
    <message>
        <source>“{0}” is no name of a file.</source>
        <translation>«{0}» no es un nombre de archivo.</translation>
    </message>
</context>
<context>
    <name>ErrorsCard</name>
    <message>
        <source>What comes back, and what helps</source>
        <translation>Lo que se repite, y lo que ayuda</translation>
    </message>
    <message>
        <source>Nothing came back in this time: well done.</source>
        <translation>En este tiempo no se repitió nada: bien hecho.</translation>
    </message>
</context>
<context>
    <name>ExerciseCards</name>
    <message>
        <source>Exercises</source>
        <translation>Ejercicios</translation>
    </message>
</context>
<context>
    <name>ExerciseChooser</name>
    <message>
        <source>Search {number} exercises</source>
        <translation>Buscar entre {number} ejercicios</translation>
    </message>
    <message>
        <source>Search exercises</source>
        <translation>Buscar ejercicios</translation>
    </message>
    <message>
        <source>Body region</source>
        <translation>Región del cuerpo</translation>
    </message>
    <message>
        <source>All regions</source>
        <translation>Todas las regiones</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>All positions</source>
        <translation>Todas las posiciones</translation>
    </message>
    <message>
        <source>No exercise fits</source>
        <translation>Ningún ejercicio coincide</translation>
    </message>
    <message>
        <source>Try another word, or take a filter away.</source>
        <translation>Pruebe otra palabra o quite un filtro.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todos</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Elegir un ejercicio</translation>
    </message>
    <message>
        <source>Shown: {number}</source>
        <translation>Se muestran: {number}</translation>
    </message>
</context>
<context>
    <name>ExerciseDetails</name>
    <message>
        <source>Do not do it with</source>
        <translation>No lo haga en caso de</translation>
    </message>
    <message>
        <source>Usual range of healthy adults</source>
        <translation>Rango habitual de adultos sanos</translation>
    </message>
    <message>
        <source>Easier: {exercise}</source>
        <translation>Más fácil: {exercise}</translation>
    </message>
    <message>
        <source>Harder: {exercise}</source>
        <translation>Más difícil: {exercise}</translation>
    </message>
    <message>
        <source>Usual: {sets} × {number} holds of {time}</source>
        <translation>Habitual: {sets} × {number} veces mantener {time}</translation>
    </message>
    <message>
        <source>Usual: {sets} × {number} holds</source>
        <translation>Habitual: {sets} × {number} veces mantener la postura</translation>
    </message>
    <message>
        <source>, {rest} of rest between</source>
        <translation>, {rest} de descanso entre ellas</translation>
    </message>
    <message>
        <source>Usual: {sets} × {number} repetitions</source>
        <translation>Habitual: {sets} × {number} repeticiones</translation>
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
        <translation>Repeticiones</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>About the exercise</source>
        <translation>Sobre el ejercicio</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Ejercicio</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Veces que se mantiene</translation>
    </message>
    <message>
        <source>{time} each</source>
        <translation>{time} cada vez</translation>
    </message>
    <message>
        <source>left and right together</source>
        <translation>izquierda y derecha juntas</translation>
    </message>
</context>
<context>
    <name>Exercises</name>
    <message>
        <source>A wound at the knee that opens.</source>
        <translation>Una herida en la rodilla que se abre.</translation>
    </message>
    <message>
        <source>Acute disc injury.</source>
        <translation>Lesión discal aguda.</translation>
    </message>
    <message>
        <source>Acute low back pain with leg pain.</source>
        <translation>Dolor lumbar agudo con dolor en la pierna.</translation>
    </message>
    <message>
        <source>Acute low back pain worse on bending backward.</source>
        <translation>Dolor lumbar agudo que empeora al inclinarse hacia atrás.</translation>
    </message>
    <message>
        <source>Acute low back pain.</source>
        <translation>Dolor lumbar agudo.</translation>
    </message>
    <message>
        <source>Ankle plantar flexion</source>
        <translation>Flexión plantar del tobillo</translation>
    </message>
    <message>
        <source>Bend at your hip, less at your knee</source>
        <translation>Doble más la cadera y menos la rodilla</translation>
    </message>
    <message>
        <source>Bend at your hips, less at your knees</source>
        <translation>Doble más las caderas y menos las rodillas</translation>
    </message>
    <message>
        <source>Bend forward and let your hands sink toward the floor.</source>
        <translation>Inclínese hacia delante y deje que las manos bajen hacia el suelo.</translation>
    </message>
    <message>
        <source>Bend forward while the other leg goes back, body in one line.</source>
        <translation>Inclínese hacia delante mientras la otra pierna va hacia atrás, el cuerpo en línea.</translation>
    </message>
    <message>
        <source>Bend it again slowly.</source>
        <translation>Dóblela de nuevo despacio.</translation>
    </message>
    <message>
        <source>Bend one knee and bring the heel toward your buttock.</source>
        <translation>Doble una rodilla y lleve el talón hacia el glúteo.</translation>
    </message>
    <message>
        <source>Bend one knee and move your weight over it, the other leg straight.</source>
        <translation>Doble una rodilla y lleve su peso sobre ella, la otra pierna recta.</translation>
    </message>
    <message>
        <source>Bend your elbow and bring the hand to the shoulder, the upper arm stays still.</source>
        <translation>Doble el codo y lleve la mano al hombro; el brazo se queda quieto.</translation>
    </message>
    <message>
        <source>Bend your elbows and lower your chest until the upper arms are about level.</source>
        <translation>Doble los codos y baje el pecho hasta que los brazos estén casi horizontales.</translation>
    </message>
    <message>
        <source>Bend your knees a little.</source>
        <translation>Doble un poco las rodillas.</translation>
    </message>
    <message>
        <source>Bent-over row</source>
        <translation>Remo inclinado</translation>
    </message>
    <message>
        <source>Bird dog</source>
        <translation>Perro de caza</translation>
    </message>
    <message>
        <source>Bring head, hips and heels into one line</source>
        <translation>Ponga cabeza, caderas y talones en línea</translation>
    </message>
    <message>
        <source>Bring it back slowly.</source>
        <translation>Vuelva despacio.</translation>
    </message>
    <message>
        <source>Bring them together again.</source>
        <translation>Júntelos de nuevo.</translation>
    </message>
    <message>
        <source>Bring your hips in line with your body</source>
        <translation>Alinee las caderas con el cuerpo</translation>
    </message>
    <message>
        <source>Chest opener</source>
        <translation>Apertura de pecho</translation>
    </message>
    <message>
        <source>Come back and keep your back still.</source>
        <translation>Vuelva y mantenga la espalda quieta.</translation>
    </message>
    <message>
        <source>Come back to the middle.</source>
        <translation>Vuelva al centro.</translation>
    </message>
    <message>
        <source>Come back up and stay in one plane.</source>
        <translation>Suba de nuevo y quédese en un plano.</translation>
    </message>
    <message>
        <source>Come back upright.</source>
        <translation>Vuelva a enderezarse.</translation>
    </message>
    <message>
        <source>Come up by bringing your hips forward.</source>
        <translation>Suba llevando las caderas hacia delante.</translation>
    </message>
    <message>
        <source>Come up until your chest is near your thighs.</source>
        <translation>Suba hasta que el pecho esté cerca de los muslos.</translation>
    </message>
    <message>
        <source>Cramp or pain at the back of the thigh.</source>
        <translation>Calambre o dolor en la parte posterior del muslo.</translation>
    </message>
    <message>
        <source>Curl-up</source>
        <translation>Encogimiento abdominal</translation>
    </message>
    <message>
        <source>Dizziness on moving the head.</source>
        <translation>Mareo al mover la cabeza.</translation>
    </message>
    <message>
        <source>Dizziness on standing up: only with somebody beside you.</source>
        <translation>Mareo al levantarse: solo con alguien a su lado.</translation>
    </message>
    <message>
        <source>Dizziness, double vision or faintness on turning the head.</source>
        <translation>Mareo, visión doble o desfallecimiento al girar la cabeza.</translation>
    </message>
    <message>
        <source>Do not lean back</source>
        <translation>No se incline hacia atrás</translation>
    </message>
    <message>
        <source>Do not lean forward</source>
        <translation>No se incline hacia delante</translation>
    </message>
    <message>
        <source>Donkey kick</source>
        <translation>Patada de glúteo</translation>
    </message>
    <message>
        <source>Elbow flexion</source>
        <translation>Flexión de codo</translation>
    </message>
    <message>
        <source>Face the camera. Lie on your side, legs straight.</source>
        <translation>De cara a la cámara, túmbese de lado con las piernas rectas.</translation>
    </message>
    <message>
        <source>Face the camera. Sit tall and look straight ahead.</source>
        <translation>De cara a la cámara, siéntese con la espalda recta y mire al frente.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall and hold on to a chair if you need it.</source>
        <translation>De cara a la cámara, póngase de pie con la espalda recta y agárrese a una silla si lo necesita.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall and stretch both arms forward at shoulder height.</source>
        <translation>De cara a la cámara, póngase de pie con la espalda recta y estire ambos brazos al frente a la altura de los hombros.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall, thumbs pointing up.</source>
        <translation>De cara a la cámara, póngase de pie, con la espalda recta y los pulgares hacia arriba.</translation>
    </message>
    <message>
        <source>Face the camera. Stand tall, your hands close together in front of your thighs.</source>
        <translation>De cara a la cámara, póngase de pie, con la espalda recta y las manos juntas delante de los muslos.</translation>
    </message>
    <message>
        <source>Face the camera. Stand with your feet hip-width apart, arms hanging.</source>
        <translation>De cara a la cámara, pies a la anchura de las caderas, brazos colgando.</translation>
    </message>
    <message>
        <source>Face the camera. Stand with your feet wide apart.</source>
        <translation>De cara a la cámara, con los pies muy separados.</translation>
    </message>
    <message>
        <source>Falls or dizziness of late, unless somebody stands beside you.</source>
        <translation>Caídas o mareos recientes, salvo que alguien esté a su lado.</translation>
    </message>
    <message>
        <source>Forward bend</source>
        <translation>Flexión hacia delante</translation>
    </message>
    <message>
        <source>Glute bridge</source>
        <translation>Puente de glúteos</translation>
    </message>
    <message>
        <source>Go down until your thighs are almost level, heels on the floor, back long.</source>
        <translation>Baje hasta que los muslos estén casi horizontales, talones en el suelo, espalda larga.</translation>
    </message>
    <message>
        <source>Good, that is better.</source>
        <translation>Bien, así está mejor.</translation>
    </message>
    <message>
        <source>Hang from the bar with straight arms, hands wider than your shoulders.</source>
        <translation>Cuélguese de la barra con los brazos rectos, las manos más separadas que los hombros.</translation>
    </message>
    <message>
        <source>Hang still, do not swing</source>
        <translation>Cuelgue sin moverse, no se balancee</translation>
    </message>
    <message>
        <source>Heart disease without a doctor&apos;s consent.</source>
        <translation>Enfermedad cardíaca sin el consentimiento de un médico.</translation>
    </message>
    <message>
        <source>Heel raise</source>
        <translation>Elevación de talones</translation>
    </message>
    <message>
        <source>Heel slide</source>
        <translation>Deslizamiento de talón</translation>
    </message>
    <message>
        <source>High blood pressure that is not well controlled: holding raises it.</source>
        <translation>Presión arterial alta mal controlada: mantener la posición la eleva.</translation>
    </message>
    <message>
        <source>Hip abduction</source>
        <translation>Abducción de cadera</translation>
    </message>
    <message>
        <source>Hip extension</source>
        <translation>Extensión de cadera</translation>
    </message>
    <message>
        <source>Hip flexion</source>
        <translation>Flexión de cadera</translation>
    </message>
    <message>
        <source>Hip hinge</source>
        <translation>Bisagra de cadera</translation>
    </message>
    <message>
        <source>Hip replacement within the time your surgeon named.</source>
        <translation>Prótesis de cadera dentro del plazo que indicó su cirujano.</translation>
    </message>
    <message>
        <source>Hip replacement: not beyond the angle that your surgeon named.</source>
        <translation>Prótesis de cadera: sin pasar del ángulo que indicó su cirujano.</translation>
    </message>
    <message>
        <source>Hip replacement: not beyond the angle your surgeon named.</source>
        <translation>Prótesis de cadera: sin pasar del ángulo que indicó su cirujano.</translation>
    </message>
    <message>
        <source>Hold still and breathe on. Slide up again when the seconds are done.</source>
        <translation>No se mueva y siga respirando. Suba deslizándose cuando pasen los segundos.</translation>
    </message>
    <message>
        <source>Hold the line and breathe on. Put the knees down when the seconds are done.</source>
        <translation>Mantenga la línea y siga respirando. Apoye las rodillas cuando pasen los segundos.</translation>
    </message>
    <message>
        <source>Jump back to the start.</source>
        <translation>Salte de vuelta al inicio.</translation>
    </message>
    <message>
        <source>Jump with your feet apart and swing your arms up over your head.</source>
        <translation>Salte separando los pies y suba los brazos por encima de la cabeza.</translation>
    </message>
    <message>
        <source>Jumping jack</source>
        <translation>Salto de tijera</translation>
    </message>
    <message>
        <source>Keep still and look ahead. Put the foot down when the seconds are done, then change legs.</source>
        <translation>No se mueva y mire al frente. Apoye el pie cuando pasen los segundos y cambie de pierna.</translation>
    </message>
    <message>
        <source>Keep your arms at shoulder height</source>
        <translation>Mantenga los brazos a la altura de los hombros</translation>
    </message>
    <message>
        <source>Keep your back on the floor</source>
        <translation>Mantenga la espalda en el suelo</translation>
    </message>
    <message>
        <source>Keep your chest up</source>
        <translation>Mantenga el pecho alto</translation>
    </message>
    <message>
        <source>Keep your elbow straight</source>
        <translation>Mantenga el codo recto</translation>
    </message>
    <message>
        <source>Keep your heels on the floor</source>
        <translation>Mantenga los talones en el suelo</translation>
    </message>
    <message>
        <source>Keep your hips level</source>
        <translation>Mantenga las caderas niveladas</translation>
    </message>
    <message>
        <source>Keep your knee bent</source>
        <translation>Mantenga la rodilla doblada</translation>
    </message>
    <message>
        <source>Keep your knee straight</source>
        <translation>Mantenga la rodilla recta</translation>
    </message>
    <message>
        <source>Keep your knees bent</source>
        <translation>Mantenga las rodillas dobladas</translation>
    </message>
    <message>
        <source>Keep your knees straight</source>
        <translation>Mantenga las rodillas rectas</translation>
    </message>
    <message>
        <source>Keep your knees straighter</source>
        <translation>Mantenga las rodillas más rectas</translation>
    </message>
    <message>
        <source>Keep your legs straight</source>
        <translation>Mantenga las piernas rectas</translation>
    </message>
    <message>
        <source>Keep your pelvis level</source>
        <translation>Mantenga la pelvis nivelada</translation>
    </message>
    <message>
        <source>Keep your trunk still, do not swing</source>
        <translation>Mantenga el tronco quieto, no se balancee</translation>
    </message>
    <message>
        <source>Keep your trunk upright</source>
        <translation>Mantenga el tronco erguido</translation>
    </message>
    <message>
        <source>Keep your trunk upright, do not lean away</source>
        <translation>Mantenga el tronco erguido, no se incline</translation>
    </message>
    <message>
        <source>Keep your upper arm still</source>
        <translation>Mantenga quieto el brazo</translation>
    </message>
    <message>
        <source>Keep your upper arms beside your ears</source>
        <translation>Mantenga los brazos junto a las orejas</translation>
    </message>
    <message>
        <source>Knee flexion</source>
        <translation>Flexión de rodilla</translation>
    </message>
    <message>
        <source>Knee or wrist pain under load.</source>
        <translation>Dolor de rodilla o muñeca con carga.</translation>
    </message>
    <message>
        <source>Knee pain in front that rises with depth.</source>
        <translation>Dolor en la parte delantera de la rodilla que aumenta al bajar.</translation>
    </message>
    <message>
        <source>Knee pain that rises with depth: stay above it.</source>
        <translation>Dolor de rodilla que aumenta al bajar: quédese por encima.</translation>
    </message>
    <message>
        <source>Kneel on all fours with your side to the camera, hands under your shoulders.</source>
        <translation>A cuatro patas con el costado hacia la cámara, las manos bajo los hombros.</translation>
    </message>
    <message>
        <source>Leaking of urine on jumping: do it as a step.</source>
        <translation>Pérdida de orina al saltar: hágalo con un paso.</translation>
    </message>
    <message>
        <source>Lean backward from the waist as far as is comfortable.</source>
        <translation>Inclínese hacia atrás desde la cintura hasta donde le resulte cómodo.</translation>
    </message>
    <message>
        <source>Lean forward less, push with your legs</source>
        <translation>Inclínese menos, empuje con las piernas</translation>
    </message>
    <message>
        <source>Lean your back against the wall</source>
        <translation>Apoye la espalda en la pared</translation>
    </message>
    <message>
        <source>Let one ear sink toward the shoulder of the same side.</source>
        <translation>Deje caer una oreja hacia el hombro del mismo lado.</translation>
    </message>
    <message>
        <source>Let them come back to your sides.</source>
        <translation>Deje que vuelvan a los costados.</translation>
    </message>
    <message>
        <source>Let your thigh point straight down</source>
        <translation>El muslo debe apuntar recto hacia abajo</translation>
    </message>
    <message>
        <source>Lie on your back with your side to the camera, knees bent, feet flat on the floor.</source>
        <translation>Túmbese boca arriba con el costado hacia la cámara, rodillas dobladas, pies planos en el suelo.</translation>
    </message>
    <message>
        <source>Lift one bent leg backward until the thigh is level with your back.</source>
        <translation>Levante una pierna doblada hacia atrás hasta que el muslo esté a la altura de la espalda.</translation>
    </message>
    <message>
        <source>Lift one foot well off the floor, bending the knee, and stand tall on the other leg. The side told is the lifted one.</source>
        <translation>Levante bien un pie del suelo doblando la rodilla y quédese sobre la otra pierna con la espalda recta. El lado indicado es el levantado.</translation>
    </message>
    <message>
        <source>Lift one knee a hand&apos;s breadth or more off the seat.</source>
        <translation>Levante una rodilla un palmo o más del asiento.</translation>
    </message>
    <message>
        <source>Lift one knee to hip height.</source>
        <translation>Levante una rodilla a la altura de la cadera.</translation>
    </message>
    <message>
        <source>Lift one knee until the thigh is level, then put the foot down.</source>
        <translation>Levante una rodilla hasta que el muslo esté horizontal y vuelva a apoyar el pie.</translation>
    </message>
    <message>
        <source>Lift the arm forward and upwards as far as you can, elbow straight.</source>
        <translation>Levante el brazo hacia delante y arriba todo lo que pueda, con el codo recto.</translation>
    </message>
    <message>
        <source>Lift the arm sideways and upwards as far as you can, elbow straight.</source>
        <translation>Levante el brazo hacia el lado y arriba todo lo que pueda, con el codo recto.</translation>
    </message>
    <message>
        <source>Lift the other knee, and go on in turn.</source>
        <translation>Levante la otra rodilla y siga alternando.</translation>
    </message>
    <message>
        <source>Lift the straight leg to the height of the other knee.</source>
        <translation>Levante la pierna recta a la altura de la otra rodilla.</translation>
    </message>
    <message>
        <source>Lift the upper leg without rolling backward.</source>
        <translation>Levante la pierna de arriba sin rodar hacia atrás.</translation>
    </message>
    <message>
        <source>Lift your chest</source>
        <translation>Levante el pecho</translation>
    </message>
    <message>
        <source>Lift your chest off the mat.</source>
        <translation>Levante el pecho de la esterilla.</translation>
    </message>
    <message>
        <source>Lift your elbows sideways to shoulder height, your hands close to your body.</source>
        <translation>Levante los codos hacia los lados a la altura de los hombros, las manos cerca del cuerpo.</translation>
    </message>
    <message>
        <source>Lift your head and shoulder blades off the mat.</source>
        <translation>Levante la cabeza y los omóplatos de la esterilla.</translation>
    </message>
    <message>
        <source>Lift your hips a little higher</source>
        <translation>Levante un poco más las caderas</translation>
    </message>
    <message>
        <source>Lift your hips all the way</source>
        <translation>Levante las caderas del todo</translation>
    </message>
    <message>
        <source>Lift your hips with the bent leg until your body is in one line.</source>
        <translation>Levante las caderas con la pierna doblada hasta que el cuerpo esté en línea.</translation>
    </message>
    <message>
        <source>Lift your leg until it is in line with your back</source>
        <translation>Levante la pierna hasta alinearla con la espalda</translation>
    </message>
    <message>
        <source>Lower it slowly to your side.</source>
        <translation>Bájelo despacio a su costado.</translation>
    </message>
    <message>
        <source>Lower it slowly.</source>
        <translation>Baje despacio.</translation>
    </message>
    <message>
        <source>Lower them slowly to shoulder height.</source>
        <translation>Bájelos despacio a la altura de los hombros.</translation>
    </message>
    <message>
        <source>Lower them slowly.</source>
        <translation>Bájelos despacio.</translation>
    </message>
    <message>
        <source>Lower your hands slowly.</source>
        <translation>Baje las manos despacio.</translation>
    </message>
    <message>
        <source>Lower your heels slowly.</source>
        <translation>Baje los talones despacio.</translation>
    </message>
    <message>
        <source>Lower your hips slowly to the floor.</source>
        <translation>Baje las caderas despacio al suelo.</translation>
    </message>
    <message>
        <source>Lower yourself slowly until the arms are straight.</source>
        <translation>Baje despacio hasta que los brazos estén rectos.</translation>
    </message>
    <message>
        <source>Lower yourself slowly.</source>
        <translation>Baje el cuerpo despacio.</translation>
    </message>
    <message>
        <source>Lunge</source>
        <translation>Zancada</translation>
    </message>
    <message>
        <source>Mini squat</source>
        <translation>Minisentadilla</translation>
    </message>
    <message>
        <source>Move one straight leg backward.</source>
        <translation>Lleve una pierna recta hacia atrás.</translation>
    </message>
    <message>
        <source>Move one straight leg out to the side.</source>
        <translation>Lleve una pierna recta hacia el lado.</translation>
    </message>
    <message>
        <source>Move your straight arms backward as far as you can.</source>
        <translation>Lleve los brazos rectos hacia atrás todo lo que pueda.</translation>
    </message>
    <message>
        <source>Neck lateral flexion</source>
        <translation>Flexión lateral del cuello</translation>
    </message>
    <message>
        <source>Neck rotation</source>
        <translation>Rotación del cuello</translation>
    </message>
    <message>
        <source>Neck side bend</source>
        <translation>Inclinación lateral del cuello</translation>
    </message>
    <message>
        <source>Not quite so deep</source>
        <translation>No tan abajo</translation>
    </message>
    <message>
        <source>Open them to the sides, thumbs up, as far as is comfortable.</source>
        <translation>Ábralos hacia los lados, pulgares arriba, hasta donde le resulte cómodo.</translation>
    </message>
    <message>
        <source>Osteoporosis with spinal fracture.</source>
        <translation>Osteoporosis con fractura vertebral.</translation>
    </message>
    <message>
        <source>Overhead triceps extension</source>
        <translation>Extensión de tríceps sobre la cabeza</translation>
    </message>
    <message>
        <source>Pain in the kneecap that rises with depth.</source>
        <translation>Dolor en la rótula que aumenta al bajar.</translation>
    </message>
    <message>
        <source>Pain in the kneecap when you sit down or climb stairs.</source>
        <translation>Dolor en la rótula al sentarse o subir escaleras.</translation>
    </message>
    <message>
        <source>Pain in the wrist or the shoulder under load.</source>
        <translation>Dolor en la muñeca o el hombro con carga.</translation>
    </message>
    <message>
        <source>Pain or tingling that runs into an arm.</source>
        <translation>Dolor u hormigueo que baja por un brazo.</translation>
    </message>
    <message>
        <source>Plank</source>
        <translation>Plancha</translation>
    </message>
    <message>
        <source>Pregnancy beyond the third month.</source>
        <translation>Embarazo de más de tres meses.</translation>
    </message>
    <message>
        <source>Press both hands straight up until the arms are long.</source>
        <translation>Empuje ambas manos hacia arriba hasta estirar los brazos.</translation>
    </message>
    <message>
        <source>Press through your heels and lift your hips until shoulder, hip and knee form a line.</source>
        <translation>Apriete con los talones y levante las caderas hasta que hombro, cadera y rodilla formen una línea.</translation>
    </message>
    <message>
        <source>Prone back extension</source>
        <translation>Extensión de espalda boca abajo</translation>
    </message>
    <message>
        <source>Pull your elbows up past your ribs.</source>
        <translation>Suba los codos más allá de las costillas.</translation>
    </message>
    <message>
        <source>Pull yourself up until your chin is over the bar.</source>
        <translation>Suba hasta que la barbilla pase la barra.</translation>
    </message>
    <message>
        <source>Pull-up</source>
        <translation>Dominada</translation>
    </message>
    <message>
        <source>Push back to the middle.</source>
        <translation>Empuje de vuelta al centro.</translation>
    </message>
    <message>
        <source>Push off and come back to standing.</source>
        <translation>Impúlsese y vuelva a ponerse de pie.</translation>
    </message>
    <message>
        <source>Push through your heels and stand up straight again.</source>
        <translation>Apriete con los talones y vuelva a ponerse recto.</translation>
    </message>
    <message>
        <source>Push up again and stay in the step.</source>
        <translation>Suba de nuevo y quédese en el paso.</translation>
    </message>
    <message>
        <source>Push your hips back and bend your knees as if you sat down on a chair, arms forward for balance.</source>
        <translation>Lleve las caderas atrás y doble las rodillas como si se sentara en una silla, brazos al frente para equilibrarse.</translation>
    </message>
    <message>
        <source>Push your hips back and let your trunk come forward with a flat back.</source>
        <translation>Lleve las caderas atrás e incline el tronco con la espalda plana.</translation>
    </message>
    <message>
        <source>Push yourself up until the arms are straight.</source>
        <translation>Suba empujando hasta que los brazos estén rectos.</translation>
    </message>
    <message>
        <source>Push-up</source>
        <translation>Flexión de brazos</translation>
    </message>
    <message>
        <source>Raise both arms half-way between forward and sideways, up to shoulder height.</source>
        <translation>Levante ambos brazos entre el frente y el lado, hasta la altura de los hombros.</translation>
    </message>
    <message>
        <source>Recent dislocation of the shoulder to the front.</source>
        <translation>Luxación reciente del hombro hacia delante.</translation>
    </message>
    <message>
        <source>Recent tendon injury of shoulder or elbow.</source>
        <translation>Lesión reciente de tendón en hombro o codo.</translation>
    </message>
    <message>
        <source>Rise on to your toes as high as you can.</source>
        <translation>Póngase de puntillas tan alto como pueda.</translation>
    </message>
    <message>
        <source>Roll up slowly.</source>
        <translation>Suba despacio, vértebra a vértebra.</translation>
    </message>
    <message>
        <source>Rupture of the calf tendon within the time your surgeon named.</source>
        <translation>Rotura del tendón de Aquiles dentro del plazo que indicó su cirujano.</translation>
    </message>
    <message>
        <source>Scaption</source>
        <translation>Elevación en el plano escapular</translation>
    </message>
    <message>
        <source>Seated knee extension</source>
        <translation>Extensión de rodilla en una silla</translation>
    </message>
    <message>
        <source>Seated knee lift</source>
        <translation>Elevación de rodilla en una silla</translation>
    </message>
    <message>
        <source>Sharp pain between shoulder height and above: stop below it.</source>
        <translation>Dolor agudo por encima de la altura del hombro: deténgase antes.</translation>
    </message>
    <message>
        <source>Sharp pain in the shoulder while lifting the elbow.</source>
        <translation>Dolor agudo en el hombro al levantar el codo.</translation>
    </message>
    <message>
        <source>Sharp pain in the shoulder while lifting.</source>
        <translation>Dolor agudo en el hombro al levantar.</translation>
    </message>
    <message>
        <source>Sharp pain overhead.</source>
        <translation>Dolor agudo por encima de la cabeza.</translation>
    </message>
    <message>
        <source>Shoulder abduction</source>
        <translation>Abducción de hombro</translation>
    </message>
    <message>
        <source>Shoulder extension</source>
        <translation>Extensión de hombro</translation>
    </message>
    <message>
        <source>Shoulder flexion</source>
        <translation>Flexión de hombro</translation>
    </message>
    <message>
        <source>Shoulder press</source>
        <translation>Press de hombros</translation>
    </message>
    <message>
        <source>Side lunge</source>
        <translation>Zancada lateral</translation>
    </message>
    <message>
        <source>Side-lying hip abduction</source>
        <translation>Abducción de cadera de lado</translation>
    </message>
    <message>
        <source>Single-leg bridge</source>
        <translation>Puente a una pierna</translation>
    </message>
    <message>
        <source>Single-leg deadlift</source>
        <translation>Peso muerto a una pierna</translation>
    </message>
    <message>
        <source>Single-leg stand</source>
        <translation>Apoyo en una pierna</translation>
    </message>
    <message>
        <source>Sink straight down until both knees are near a right angle.</source>
        <translation>Baje recto hasta que ambas rodillas estén cerca del ángulo recto.</translation>
    </message>
    <message>
        <source>Sit down slowly.</source>
        <translation>Siéntese despacio.</translation>
    </message>
    <message>
        <source>Sit to stand</source>
        <translation>Levantarse y sentarse</translation>
    </message>
    <message>
        <source>Sit-up</source>
        <translation>Abdominal completo</translation>
    </message>
    <message>
        <source>Slide down until your knees are bent to a right angle, as on a chair.</source>
        <translation>Deslícese hacia abajo hasta que las rodillas formen un ángulo recto, como en una silla.</translation>
    </message>
    <message>
        <source>Slide it back.</source>
        <translation>Deslícelo de vuelta.</translation>
    </message>
    <message>
        <source>Slide one hand down the outside of your thigh.</source>
        <translation>Deslice una mano por la cara externa del muslo.</translation>
    </message>
    <message>
        <source>Slide one heel toward your buttock as far as is comfortable.</source>
        <translation>Deslice un talón hacia el glúteo hasta donde le resulte cómodo.</translation>
    </message>
    <message>
        <source>Spinal stenosis with leg symptoms on bending backward.</source>
        <translation>Estenosis espinal con síntomas en la pierna al inclinarse hacia atrás.</translation>
    </message>
    <message>
        <source>Split squat</source>
        <translation>Sentadilla dividida</translation>
    </message>
    <message>
        <source>Spondylolisthesis.</source>
        <translation>Espondilolistesis.</translation>
    </message>
    <message>
        <source>Squat</source>
        <translation>Sentadilla</translation>
    </message>
    <message>
        <source>Stand facing the camera with a chair or a table within reach.</source>
        <translation>De pie de cara a la cámara, con una silla o una mesa al alcance.</translation>
    </message>
    <message>
        <source>Stand facing the camera, arms at your sides, thumbs forward.</source>
        <translation>De pie de cara a la cámara, brazos a los costados, pulgares hacia delante.</translation>
    </message>
    <message>
        <source>Stand facing the camera, feet together, arms at your sides.</source>
        <translation>De pie de cara a la cámara, pies juntos, brazos a los costados.</translation>
    </message>
    <message>
        <source>Stand or sit facing the camera, hands at shoulder height, elbows bent and below the hands.</source>
        <translation>De pie o en una silla de cara a la cámara, manos a la altura de los hombros, codos doblados y bajo las manos.</translation>
    </message>
    <message>
        <source>Stand or sit with the moving arm to the camera, arm straight at your side, palm forward.</source>
        <translation>De pie o en una silla con el brazo que se mueve hacia la cámara, recto al costado, palma hacia delante.</translation>
    </message>
    <message>
        <source>Stand tall beside a chair or a table that you could hold on to.</source>
        <translation>Póngase de pie con la espalda recta junto a una silla o una mesa a la que pueda agarrarse.</translation>
    </message>
    <message>
        <source>Stand tall, do not lean back</source>
        <translation>Mantenga la espalda recta, no se incline hacia atrás</translation>
    </message>
    <message>
        <source>Stand tall, keep your trunk upright</source>
        <translation>Mantenga el tronco recto</translation>
    </message>
    <message>
        <source>Stand up again.</source>
        <translation>Póngase de pie otra vez.</translation>
    </message>
    <message>
        <source>Stand up until hips and knees are straight.</source>
        <translation>Levántese hasta que caderas y rodillas estén rectas.</translation>
    </message>
    <message>
        <source>Stand upright with your side to the camera, feet as wide as your hips.</source>
        <translation>Póngase de pie con la espalda recta y el costado hacia la cámara, pies a la anchura de las caderas.</translation>
    </message>
    <message>
        <source>Stand with the moving arm to the camera, arm at your side, thumb forward.</source>
        <translation>De pie con el brazo que se mueve hacia la cámara, al costado, pulgar hacia delante.</translation>
    </message>
    <message>
        <source>Stand with your back against a wall and your side to the camera, feet two steps in front of it.</source>
        <translation>De pie con la espalda en la pared y el costado hacia la cámara, los pies a dos pasos de ella.</translation>
    </message>
    <message>
        <source>Stand with your side to the camera, feet as wide as your hips, toes slightly out.</source>
        <translation>De pie con el costado hacia la cámara, pies a la anchura de las caderas, puntas algo hacia fuera.</translation>
    </message>
    <message>
        <source>Standing back extension</source>
        <translation>Extensión de espalda de pie</translation>
    </message>
    <message>
        <source>Standing hip abduction</source>
        <translation>Abducción de cadera de pie</translation>
    </message>
    <message>
        <source>Standing hip extension</source>
        <translation>Extensión de cadera de pie</translation>
    </message>
    <message>
        <source>Standing knee flexion</source>
        <translation>Flexión de rodilla de pie</translation>
    </message>
    <message>
        <source>Standing knee raise</source>
        <translation>Elevación de rodilla de pie</translation>
    </message>
    <message>
        <source>Standing march</source>
        <translation>Marcha en el sitio</translation>
    </message>
    <message>
        <source>Stay bent forward</source>
        <translation>Mantenga la inclinación</translation>
    </message>
    <message>
        <source>Stay upright</source>
        <translation>Mantenga la espalda recta</translation>
    </message>
    <message>
        <source>Stay upright, do not lean back</source>
        <translation>Mantenga la espalda recta, no se incline hacia atrás</translation>
    </message>
    <message>
        <source>Step back with both feet until head, hips and heels form a line, arms straight.</source>
        <translation>Lleve ambos pies atrás hasta que cabeza, caderas y talones formen una línea, brazos rectos.</translation>
    </message>
    <message>
        <source>Straight leg raise</source>
        <translation>Elevación de pierna recta</translation>
    </message>
    <message>
        <source>Straighten one knee until the leg is level.</source>
        <translation>Estire una rodilla hasta que la pierna esté horizontal.</translation>
    </message>
    <message>
        <source>Straighten the arm again all the way.</source>
        <translation>Estire de nuevo el brazo por completo.</translation>
    </message>
    <message>
        <source>Straighten the elbow backward.</source>
        <translation>Estire el codo hacia atrás.</translation>
    </message>
    <message>
        <source>Straighten the elbow toward the ceiling.</source>
        <translation>Estire el codo hacia el techo.</translation>
    </message>
    <message>
        <source>Strain of the back of the thigh.</source>
        <translation>Distensión de la parte posterior del muslo.</translation>
    </message>
    <message>
        <source>Strain of the inner thigh.</source>
        <translation>Distensión de la cara interna del muslo.</translation>
    </message>
    <message>
        <source>Stretch one leg backward and the opposite arm forward.</source>
        <translation>Estire una pierna hacia atrás y el brazo contrario hacia delante.</translation>
    </message>
    <message>
        <source>Support yourself on hands and toes with your side to the camera, arms straight, body in one line.</source>
        <translation>Apóyese en manos y puntas de los pies con el costado hacia la cámara, brazos rectos, cuerpo en línea.</translation>
    </message>
    <message>
        <source>Surgery on knee or hip within the time your surgeon named.</source>
        <translation>Cirugía de rodilla o cadera dentro del plazo que indicó su cirujano.</translation>
    </message>
    <message>
        <source>Swelling of the knee after exercise.</source>
        <translation>Hinchazón de la rodilla tras el ejercicio.</translation>
    </message>
    <message>
        <source>Take a long step and bend both knees until they are at about a right angle, trunk upright.</source>
        <translation>Dé un paso largo y doble ambas rodillas hasta casi un ángulo recto, con el tronco erguido.</translation>
    </message>
    <message>
        <source>Tilt your head only, and keep your trunk still</source>
        <translation>Incline solo la cabeza y mantenga quieto el tronco</translation>
    </message>
    <message>
        <source>Triceps kickback</source>
        <translation>Patada de tríceps</translation>
    </message>
    <message>
        <source>Trunk extension</source>
        <translation>Extensión del tronco</translation>
    </message>
    <message>
        <source>Trunk flexion</source>
        <translation>Flexión del tronco</translation>
    </message>
    <message>
        <source>Trunk lateral flexion</source>
        <translation>Flexión lateral del tronco</translation>
    </message>
    <message>
        <source>Trunk side bend</source>
        <translation>Inclinación lateral del tronco</translation>
    </message>
    <message>
        <source>Turn back to the middle.</source>
        <translation>Gire de vuelta al centro.</translation>
    </message>
    <message>
        <source>Turn your head only, and keep your trunk still</source>
        <translation>Gire solo la cabeza y mantenga quieto el tronco</translation>
    </message>
    <message>
        <source>Turn your head slowly to look over one shoulder.</source>
        <translation>Gire despacio la cabeza para mirar por encima de un hombro.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Bend forward at the hips with a flat back, arms hanging.</source>
        <translation>De lado a la cámara. Inclínese desde las caderas con la espalda plana, brazos colgando.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Bend forward with a flat back, upper arm along your body, elbow bent.</source>
        <translation>De lado a la cámara. Inclínese con la espalda plana, el brazo junto al cuerpo, el codo doblado.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Kneel on hands and knees, back flat.</source>
        <translation>De lado a la cámara. A cuatro patas, con la espalda plana.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Kneel on hands and knees.</source>
        <translation>De lado a la cámara. Póngase a cuatro patas.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your back with your knees bent.</source>
        <translation>De lado a la cámara. Túmbese boca arriba con las rodillas dobladas.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your back, legs straight.</source>
        <translation>De lado a la cámara. Túmbese boca arriba con las piernas rectas.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your back, one knee bent, the other leg straight.</source>
        <translation>De lado a la cámara. Túmbese boca arriba, una rodilla doblada, la otra pierna recta.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Lie on your front with your hands beside your head.</source>
        <translation>De lado a la cámara. Túmbese boca abajo con las manos junto a la cabeza.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Raise your arm overhead and bend the elbow, hand behind your head.</source>
        <translation>De lado a la cámara. Levante el brazo y doble el codo, con la mano detrás de la cabeza.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Sit on a chair, feet under your knees, arms crossed.</source>
        <translation>De lado a la cámara. Siéntese en una silla, pies bajo las rodillas, brazos cruzados.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Sit tall on a chair.</source>
        <translation>De lado a la cámara. Siéntese con la espalda recta en una silla.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Sit upright on a chair without leaning back, hands on the seat.</source>
        <translation>De lado a la cámara. Siéntese con la espalda recta en una silla sin apoyarse atrás, las manos en el asiento.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand on one leg with a soft knee.</source>
        <translation>De lado a la cámara. Póngase sobre una pierna con la rodilla suelta.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall and hold on to a chair if you need it.</source>
        <translation>De lado a la cámara. Póngase de pie con la espalda recta y agárrese a una silla si lo necesita.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall and hold on to a chair.</source>
        <translation>De lado a la cámara. Póngase de pie con la espalda recta y agárrese a una silla.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall with soft knees.</source>
        <translation>De lado a la cámara. Póngase de pie con la espalda recta y las rodillas sueltas.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall with your arms at your sides.</source>
        <translation>De lado a la cámara. Póngase de pie con la espalda recta y los brazos a los costados.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall, fingertips on a wall.</source>
        <translation>De lado a la cámara. Póngase de pie con la espalda recta, las yemas de los dedos en una pared.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand tall, knees straight but not locked.</source>
        <translation>De lado a la cámara. Póngase de pie con la espalda recta, rodillas rectas pero no bloqueadas.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand with your feet shoulder-width apart, hands on a support.</source>
        <translation>De lado a la cámara. Pies a la anchura de los hombros, manos en un apoyo.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand with your hands on the back of your hips.</source>
        <translation>De lado a la cámara. De pie con las manos detrás de las caderas.</translation>
    </message>
    <message>
        <source>Turn your side to the camera. Stand with your side to the camera, one foot a long step in front of the other.</source>
        <translation>De lado a la cámara, de pie, con un pie un paso largo delante del otro.</translation>
    </message>
    <message>
        <source>Uncontrolled high blood pressure with load overhead.</source>
        <translation>Presión arterial alta no controlada con carga por encima de la cabeza.</translation>
    </message>
    <message>
        <source>Uncontrolled high blood pressure.</source>
        <translation>Presión arterial alta no controlada.</translation>
    </message>
    <message>
        <source>Unhealed fracture at the elbow.</source>
        <translation>Fractura de codo no consolidada.</translation>
    </message>
    <message>
        <source>Unhealed fracture or dislocation of the shoulder.</source>
        <translation>Fractura o luxación de hombro no curada.</translation>
    </message>
    <message>
        <source>Unstable shoulder.</source>
        <translation>Hombro inestable.</translation>
    </message>
    <message>
        <source>Upright row</source>
        <translation>Remo al mentón</translation>
    </message>
    <message>
        <source>Wall sit</source>
        <translation>Sentadilla en la pared</translation>
    </message>
    <message>
        <source>Within the first weeks after a ligament graft, unless told otherwise.</source>
        <translation>Primeras semanas tras un injerto de ligamento, salvo otra indicación.</translation>
    </message>
    <message>
        <source>Wrist pain under load.</source>
        <translation>Dolor de muñeca con carga.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>This is still empty.</source>
        <translation>Esto aún está vacío.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Not done: “{title}”. {why}</source>
        <translation>No se ha hecho: «{title}». {why}</translation>
    </message>
</context>
<context>
    <name>FrontPage</name>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>If this address has an account, a code is on its way to it.</source>
        <translation>Si esta dirección tiene una cuenta, un código va en camino.</translation>
    </message>
    <message>
        <source>Your account is made. Sign in with it.</source>
        <translation>Su cuenta está creada. Inicie sesión con ella.</translation>
    </message>
    <message>
        <source>Your new password is set. Sign in with it.</source>
        <translation>Su nueva contraseña está establecida. Inicie sesión con ella.</translation>
    </message>
</context>
<context>
    <name>HandEntry</name>
    <message>
        <source>Keep this</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Series</translation>
    </message>
    <message>
        <source>{exercise}: enter by hand</source>
        <translation>{exercise}: anotar a mano</translation>
    </message>
    <message>
        <source>What was counted already is kept. Enter what is not.</source>
        <translation>Lo que ya se contó está guardado. Anote lo que falta.</translation>
    </message>
    <message>
        <source>Holds of each side</source>
        <translation>Veces que se mantiene cada lado</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Veces que se mantiene</translation>
    </message>
    <message>
        <source>Repetitions of each side</source>
        <translation>Repeticiones de cada lado</translation>
    </message>
    <message>
        <source>Set {number}</source>
        <translation>Serie {number}</translation>
    </message>
    <message>
        <source>Set {number}, each side</source>
        <translation>Serie {number}, cada lado</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Repeticiones</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Buscar sesiones</translation>
    </message>
    <message>
        <source>Search by exercise, day or result</source>
        <translation>Buscar por ejercicio, día o resultado</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Aún no hay sesiones</translation>
    </message>
    <message>
        <source>Each session you do is kept here, with every repetition.</source>
        <translation>Aquí se guarda cada sesión que hace, con todas sus repeticiones.</translation>
    </message>
    <message>
        <source>Do your first session</source>
        <translation>Hacer la primera sesión</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>No session fits</source>
        <translation>Ninguna sesión coincide</translation>
    </message>
    <message>
        <source>Try another word or fewer letters, or write a day with its year.</source>
        <translation>Pruebe otra palabra o menos letras, o escriba un día con su año.</translation>
    </message>
    <message>
        <source>Show all sessions</source>
        <translation>Mostrar todas las sesiones</translation>
    </message>
    <message>
        <source>Order of sessions</source>
        <translation>Orden de las sesiones</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Más recientes primero</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Más antiguas primero</translation>
    </message>
    <message>
        <source>Best score first</source>
        <translation>Mejor puntuación primero</translation>
    </message>
    <message>
        <source>Lowest score first</source>
        <translation>Menor puntuación primero</translation>
    </message>
    <message>
        <source>By exercise</source>
        <translation>Por ejercicio</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>No se encontró nada.</translation>
    </message>
    <message>
        <source>Sessions: {number}</source>
        <translation>Sesiones: {number}</translation>
    </message>
</context>
<context>
    <name>LastChance</name>
    <message>
        <source>Close all the same?</source>
        <translation>¿Cerrar de todos modos?</translation>
    </message>
    <message>
        <source>What you have done is not saved yet: neither the database nor this computer’s disk takes it. Whoever closes the window now loses it.</source>
        <translation>Lo que ha hecho aún no está guardado: ni la base de datos ni el disco de este ordenador lo aceptan. Quien cierre ahora la ventana lo pierde.</translation>
    </message>
    <message>
        <source>Try to save again</source>
        <translation>Intentar guardar de nuevo</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>Cerrar y perderlo</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Quedarse aquí</translation>
    </message>
</context>
<context>
    <name>LastTime</name>
    <message>
        <source>{joint}: range of motion {range}°, asked for {target}°</source>
        <translation>{joint}: rango de movimiento {range}°, se pedían {target}°</translation>
    </message>
    <message>
        <source>{degrees}° more than last time</source>
        <translation>{degrees}° más que la última vez</translation>
    </message>
    <message>
        <source>{degrees}° less than last time</source>
        <translation>{degrees}° menos que la última vez</translation>
    </message>
    <message>
        <source>{words}: a real change</source>
        <translation>{words}: un cambio real</translation>
    </message>
    <message>
        <source>{words}: possibly a change</source>
        <translation>{words}: quizá un cambio</translation>
    </message>
    <message>
        <source>Best moment: hold {number}, with a score of {score}.</source>
        <translation>Mejor momento: la vez {number} que mantuvo, con {score} puntos.</translation>
    </message>
    <message>
        <source>Best moment: repetition {number}, with a score of {score}.</source>
        <translation>Mejor momento: la repetición {number}, con {score} puntos.</translation>
    </message>
</context>
<context>
    <name>LivePanel</name>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Set {number} of {sets}</source>
        <translation>Serie {number} de {sets}</translation>
    </message>
</context>
<context>
    <name>LiveScreen</name>
    <message>
        <source>The picture is not recorded</source>
        <translation>La imagen no se graba</translation>
    </message>
    <message>
        <source>Loading the pose model…</source>
        <translation>Cargando el modelo de postura…</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Abriendo la cámara…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on.</source>
        <translation>En pausa. Pulse Espacio para seguir.</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Terminando…</translation>
    </message>
    <message>
        <source>Waiting for the camera…</source>
        <translation>Esperando la cámara…</translation>
    </message>
</context>
<context>
    <name>LiveStage</name>
    <message>
        <source>Done!</source>
        <translation>¡Hecho!</translation>
    </message>
    <message>
        <source>Begin when you are ready</source>
        <translation>Empiece cuando quiera</translation>
    </message>
    <message>
        <source>One to go</source>
        <translation>Falta una</translation>
    </message>
    <message>
        <source>{number} to go</source>
        <translation>Faltan {number}</translation>
    </message>
    <message>
        <source>Go into the position when you are ready</source>
        <translation>Póngase en posición cuando quiera</translation>
    </message>
    <message>
        <source>{number} holds to go. Rest first.</source>
        <translation>Faltan {number} veces. Descanse antes.</translation>
    </message>
    <message>
        <source>One hold to go. Rest first.</source>
        <translation>Falta una vez. Descanse antes.</translation>
    </message>
    <message>
        <source>Long enough. You may come out of it.</source>
        <translation>Es suficiente. Puede dejar la posición.</translation>
    </message>
    <message>
        <source>Back into the position: the seconds go on there</source>
        <translation>Vuelva a la posición: allí siguen los segundos</translation>
    </message>
    <message>
        <source>Hold: {seconds} s to go</source>
        <translation>Mantenga: faltan {seconds} s</translation>
    </message>
    <message>
        <source>Hold still and breathe on</source>
        <translation>No se mueva y siga respirando</translation>
    </message>
    <message>
        <source>You are standing right. Get ready!</source>
        <translation>Está en la posición correcta. ¡Prepárese!</translation>
    </message>
    <message>
        <source>All is right. Stay like this.</source>
        <translation>Todo está bien. Quédese así.</translation>
    </message>
    <message>
        <source>hold {number} of {all}</source>
        <translation>vez {number} de {all}</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Su contraseña</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>{name} is signed in.</source>
        <translation>{name} tiene la sesión abierta.</translation>
    </message>
    <message>
        <source>Something that was written here is not saved. Unlock to save it. Whoever closes the window or signs out once more discards it.</source>
        <translation>Hay algo escrito aquí que no está guardado. Desbloquee para guardarlo. Quien cierre la ventana o la sesión una vez más lo descarta.</translation>
    </message>
    <message>
        <source>Or sign out: what is kept on this computer stays, and you can practise here without an account.</source>
        <translation>O cierre la sesión: lo que está guardado en este ordenador se queda, y aquí puede practicar sin cuenta.</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>Look and language</source>
        <translation>Aspecto e idioma</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Light, dark, or as the system is set.</source>
        <translation>Claro, oscuro o como esté el sistema.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Of all texts; everything follows at once.</source>
        <translation>De todos los textos; todo se ajusta al momento.</translation>
    </message>
    <message>
        <source>Movement on the screen</source>
        <translation>Movimiento en la pantalla</translation>
    </message>
    <message>
        <source>Less keeps still what moves for its looks alone.</source>
        <translation>Menos deja quieto lo que solo se mueve por adorno.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Menos</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Of all texts, dates and numbers, and of what is spoken.</source>
        <translation>De todos los textos, fechas y números, y de lo que se dice en voz alta.</translation>
    </message>
</context>
<context>
    <name>MailSection</name>
    <message>
        <source>Notifications by e-mail</source>
        <translation>Avisos por correo</translation>
    </message>
    <message>
        <source>With what the session came to, which is about your health</source>
        <translation>Con el resultado de la sesión, que trata de su salud</translation>
    </message>
    <message>
        <source>Without an account there is no address that mails could go to.</source>
        <translation>Sin cuenta no hay dirección a la que enviar correos.</translation>
    </message>
    <message>
        <source>Mails go to {address}. Here everything is told in any case.</source>
        <translation>Los correos van a {address}. Aquí se le avisa de todo en cualquier caso.</translation>
    </message>
    <message>
        <source>No mail leaves this program: the clinic has no mail server set up in it. What you choose is kept.</source>
        <translation>Este programa no envía correos: la clínica no ha configurado ningún servidor de correo. Lo que elija se guarda.</translation>
    </message>
</context>
<context>
    <name>MailWords</name>
    <message>
        <source>A patient asks to be taken on</source>
        <translation>Alguien pide que le atienda</translation>
    </message>
    <message>
        <source>A physician has answered your request</source>
        <translation>Su solicitud tiene respuesta</translation>
    </message>
    <message>
        <source>Care has ended</source>
        <translation>La atención ha terminado</translation>
    </message>
    <message>
        <source>The clinic has decided about your registration</source>
        <translation>La clínica ha decidido sobre su registro</translation>
    </message>
    <message>
        <source>Your plan is new or has changed</source>
        <translation>Su plan es nuevo o ha cambiado</translation>
    </message>
    <message>
        <source>A session is done</source>
        <translation>Se ha hecho una sesión</translation>
    </message>
    <message>
        <source>A patient says that something hurts</source>
        <translation>Un paciente comunica dolor</translation>
    </message>
    <message>
        <source>A suggestion waits for a decision</source>
        <translation>Una sugerencia espera una decisión</translation>
    </message>
    <message>
        <source>A physician waits for verification</source>
        <translation>Un fisioterapeuta espera la verificación</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>elbow difference</source>
        <translation>diferencia de los codos</translation>
    </message>
    <message>
        <source>head slope</source>
        <translation>inclinación de la cabeza</translation>
    </message>
    <message>
        <source>hip difference</source>
        <translation>diferencia de las caderas</translation>
    </message>
    <message>
        <source>hip slope</source>
        <translation>inclinación de la pelvis</translation>
    </message>
    <message>
        <source>knee difference</source>
        <translation>diferencia de las rodillas</translation>
    </message>
    <message>
        <source>left ankle</source>
        <translation>tobillo izquierdo</translation>
    </message>
    <message>
        <source>left elbow</source>
        <translation>codo izquierdo</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>cadera izquierda</translation>
    </message>
    <message>
        <source>left knee</source>
        <translation>rodilla izquierda</translation>
    </message>
    <message>
        <source>left shank tilt</source>
        <translation>inclinación pierna izquierda</translation>
    </message>
    <message>
        <source>left shoulder</source>
        <translation>hombro izquierdo</translation>
    </message>
    <message>
        <source>left thigh tilt</source>
        <translation>inclinación muslo izquierdo</translation>
    </message>
    <message>
        <source>left upper arm tilt</source>
        <translation>inclinación brazo izquierdo</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>cuello</translation>
    </message>
    <message>
        <source>right ankle</source>
        <translation>tobillo derecho</translation>
    </message>
    <message>
        <source>right elbow</source>
        <translation>codo derecho</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>cadera derecha</translation>
    </message>
    <message>
        <source>right knee</source>
        <translation>rodilla derecha</translation>
    </message>
    <message>
        <source>right shank tilt</source>
        <translation>inclinación pierna derecha</translation>
    </message>
    <message>
        <source>right shoulder</source>
        <translation>hombro derecho</translation>
    </message>
    <message>
        <source>right thigh tilt</source>
        <translation>inclinación muslo derecho</translation>
    </message>
    <message>
        <source>right upper arm tilt</source>
        <translation>inclinación brazo derecho</translation>
    </message>
    <message>
        <source>shoulder difference</source>
        <translation>diferencia de los hombros</translation>
    </message>
    <message>
        <source>shoulder slope</source>
        <translation>inclinación de los hombros</translation>
    </message>
    <message>
        <source>trunk forward lean</source>
        <translation>inclinación adelante del tronco</translation>
    </message>
    <message>
        <source>trunk lean</source>
        <translation>inclinación del tronco</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Claro u oscuro</translation>
    </message>
    <message>
        <source>Account: {name}</source>
        <translation>Cuenta: {name}</translation>
    </message>
</context>
<context>
    <name>NewPasswordForm</name>
    <message>
        <source>A new password</source>
        <translation>Una nueva contraseña</translation>
    </message>
    <message>
        <source>You are signed out everywhere with it.</source>
        <translation>Con ella se cierra su sesión en todas partes.</translation>
    </message>
    <message>
        <source>Set the new password</source>
        <translation>Establecer contraseña</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>From the e-mail, or from your administrator.</source>
        <translation>Del correo o de la administración.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nueva contraseña</translation>
    </message>
    <message>
        <source>Back to signing in</source>
        <translation>Volver al inicio de sesión</translation>
    </message>
</context>
<context>
    <name>NothingDue</name>
    <message>
        <source>Find a physician</source>
        <translation>Buscar fisioterapeuta</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Elegir un ejercicio</translation>
    </message>
    <message>
        <source>Nothing is due today</source>
        <translation>Hoy no hay nada que hacer</translation>
    </message>
    <message>
        <source>Your plan goes on another day. Rest, or choose an exercise by yourself.</source>
        <translation>Su plan sigue otro día. Descanse o elija un ejercicio por su cuenta.</translation>
    </message>
</context>
<context>
    <name>NotificationRow</name>
    <message>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Marcar como leído</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>End of care</source>
        <translation>Fin de la atención</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesión</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>Dolor</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>Sugerencia</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>See your physicians</source>
        <translation>Ver fisioterapeutas</translation>
    </message>
    <message>
        <source>See today</source>
        <translation>Ver hoy</translation>
    </message>
    <message>
        <source>See the session</source>
        <translation>Ver la sesión</translation>
    </message>
    <message>
        <source>See your account</source>
        <translation>Ver su cuenta</translation>
    </message>
    <message>
        <source>New: {number}</source>
        <translation>Nuevos: {number}</translation>
    </message>
    <message>
        <source>{name} asks you for care.</source>
        <translation>{name} le pide atención.</translation>
    </message>
    <message>
        <source>{name} has taken you on and sees your records from now on.</source>
        <translation>{name} le ha aceptado y ve sus registros desde ahora.</translation>
    </message>
    <message>
        <source>{name} cannot take you on.</source>
        <translation>{name} no puede atenderle.</translation>
    </message>
    <message>
        <source>{name} has ended the care, or taken back the request.</source>
        <translation>{name} ha terminado la atención o retirado la solicitud.</translation>
    </message>
    <message>
        <source>The clinic has verified your licence.</source>
        <translation>La clínica ha verificado su licencia.</translation>
    </message>
    <message>
        <source>The clinic has not accepted your licence. Its reason: {reason}</source>
        <translation>La clínica no ha aceptado su licencia. Su motivo: {reason}</translation>
    </message>
    <message>
        <source>{name} has ended your plan “{title}”.</source>
        <translation>{name} ha terminado su plan «{title}».</translation>
    </message>
    <message>
        <source>{name} has published your plan “{title}”.</source>
        <translation>{name} ha publicado su plan «{title}».</translation>
    </message>
    <message>
        <source>Your session is kept: {exercise}. Repetitions: {repetitions}.</source>
        <translation>Su sesión está guardada: {exercise}. Repeticiones: {repetitions}.</translation>
    </message>
    <message>
        <source>Your session is kept: {exercise}. Repetitions: {repetitions}. Score: {score}.</source>
        <translation>Su sesión está guardada: {exercise}. Repeticiones: {repetitions}. Puntuación: {score}.</translation>
    </message>
    <message>
        <source>{name} reports pain.</source>
        <translation>{name} comunica dolor.</translation>
    </message>
    <message>
        <source>The sessions of {name} suggest a change.</source>
        <translation>Las sesiones de {name} sugieren un cambio.</translation>
    </message>
    <message>
        <source>Your sessions suggest a change.</source>
        <translation>Sus sesiones sugieren un cambio.</translation>
    </message>
    <message>
        <source>{name} applies to be verified as a physician.</source>
        <translation>{name} solicita que se verifique su licencia.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguien</translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Search notifications</source>
        <translation>Buscar en los avisos</translation>
    </message>
    <message>
        <source>Search by person, subject or day</source>
        <translation>Buscar por persona, asunto o día</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Marcar todo como leído</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Ver más</translation>
    </message>
    <message>
        <source>No notification fits</source>
        <translation>Ningún aviso coincide</translation>
    </message>
    <message>
        <source>Try another word or fewer letters, or write a day with its year.</source>
        <translation>Pruebe otra palabra o menos letras, o escriba un día con su año.</translation>
    </message>
    <message>
        <source>Show all notifications</source>
        <translation>Ver todos los avisos</translation>
    </message>
    <message>
        <source>Nothing to tell yet</source>
        <translation>Aún no hay avisos</translation>
    </message>
    <message>
        <source>What waits for you, and what happens to what is yours, is told here.</source>
        <translation>Aquí se le dice lo que le espera y lo que pasa con lo suyo.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Más recientes primero</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Más antiguos primero</translation>
    </message>
    <message>
        <source>What is new first</source>
        <translation>No leídos primero</translation>
    </message>
    <message>
        <source>Order of notifications</source>
        <translation>Orden de los avisos</translation>
    </message>
    <message>
        <source>All is marked as read.</source>
        <translation>Todo está marcado como leído.</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>+{number} partial</source>
        <translation>+{number} incompletas</translation>
    </message>
    <message>
        <source>Joints are hidden</source>
        <translation>Hay articulaciones ocultas</translation>
    </message>
    <message>
        <source>Nobody in the picture</source>
        <translation>No hay nadie en la imagen</translation>
    </message>
    <message>
        <source>Out of the picture</source>
        <translation>Fuera de la imagen</translation>
    </message>
    <message>
        <source>Several people in the picture</source>
        <translation>Varias personas en la imagen</translation>
    </message>
    <message>
        <source>Turn to the camera view of the exercise</source>
        <translation>Póngase ante la cámara como pide el ejercicio</translation>
    </message>
    <message>
        <source>end</source>
        <translation>final</translation>
    </message>
    <message>
        <source>not counting</source>
        <translation>no cuenta</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>punto máximo</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>repetición</translation>
    </message>
    <message>
        <source>repetitions</source>
        <translation>repeticiones</translation>
    </message>
    <message>
        <source>score</source>
        <translation>puntos</translation>
    </message>
    <message>
        <source>start</source>
        <translation>inicio</translation>
    </message>
    <message>
        <source>toward end</source>
        <translation>vuelta</translation>
    </message>
    <message>
        <source>toward peak</source>
        <translation>ida</translation>
    </message>
</context>
<context>
    <name>OwnDataSection</name>
    <message>
        <source>Your data</source>
        <translation>Sus datos</translation>
    </message>
    <message>
        <source>Export all my data</source>
        <translation>Exportar todos mis datos</translation>
    </message>
    <message>
        <source>Delete my account</source>
        <translation>Eliminar mi cuenta</translation>
    </message>
    <message>
        <source>Keep my account</source>
        <translation>Conservar mi cuenta</translation>
    </message>
    <message>
        <source>The file is not encrypted: keep it where health data may be kept.</source>
        <translation>El archivo no está cifrado: guárdelo donde puedan guardarse datos de salud.</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Escribirlo</translation>
    </message>
    <message>
        <source>Where the file is to be</source>
        <translation>Dónde guardar el archivo</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>Archivos comprimidos (*.zip)</translation>
    </message>
    <message>
        <source>You have some days to take it back. Then your account, contact and pictures are erased. The record of a treatment is locked and kept for as long as the law asks, then erased too.</source>
        <translation>Tiene unos días para retractarse. Después se borran su cuenta, sus datos de contacto y sus imágenes. El historial de un tratamiento se bloquea y se conserva mientras la ley lo exija; después también se borra.</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Eliminarla</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Escrito: {file}</translation>
    </message>
    <message>
        <source>Nothing will be erased.</source>
        <translation>No se borrará nada.</translation>
    </message>
    <message>
        <source>All that is kept about you can be had as one file, to read and for other programs.</source>
        <translation>Todo lo que se guarda sobre usted puede obtenerse en un archivo, para leerlo y para otros programas.</translation>
    </message>
    <message>
        <source>Your account is to be deleted. Until {moment} you can take that back.</source>
        <translation>Su cuenta se va a eliminar. Puede retractarse hasta el {moment}.</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>Looking…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>{what} What you see here is from {time}.</source>
        <translation>{what} Lo que ve aquí es de las {time}.</translation>
    </message>
</context>
<context>
    <name>PageTable</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Ejercicio</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesión</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Session of the past</source>
        <translation>Sesión anterior</translation>
    </message>
    <message>
        <source>Physicians</source>
        <translation>Fisioterapeutas</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
</context>
<context>
    <name>PainChart</name>
    <message>
        <source>0 none, 10 worst</source>
        <translation>0 nada, 10 el peor</translation>
    </message>
</context>
<context>
    <name>PasswordAdvice</name>
    <message>
        <source>At least {number} characters. A few words that do not belong together are easy to remember.</source>
        <translation>Al menos {number} caracteres. Unas cuantas palabras sin relación entre sí son fáciles de recordar.</translation>
    </message>
    <message>
        <source>Characters still missing: {number}</source>
        <translation>Caracteres que faltan: {number}</translation>
    </message>
    <message>
        <source>This password will do.</source>
        <translation>Esta contraseña sirve.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide {field}</source>
        <translation>Ocultar {field}</translation>
    </message>
    <message>
        <source>Show {field}</source>
        <translation>Mostrar {field}</translation>
    </message>
</context>
<context>
    <name>PersonArchive</name>
    <message>
        <source>All that PhysioCheck keeps about you</source>
        <translation>Todo lo que PhysioCheck guarda sobre usted</translation>
    </message>
    <message>
        <source>All that PhysioCheck keeps about {name}</source>
        <translation>Todo lo que PhysioCheck guarda sobre {name}</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Handle this archive with care: it is not encrypted, and has health data in it.</source>
        <translation>Trate este archivo con cuidado: no está cifrado y contiene datos de salud.</translation>
    </message>
    <message>
        <source>No picture of the camera was ever kept. Names are those of the person and of physicians; nothing is in here about other patients.</source>
        <translation>Nunca se guardó ninguna imagen de la cámara. Los nombres son los de la persona y los de fisioterapeutas; aquí no hay nada sobre otros pacientes.</translation>
    </message>
    <message>
        <source>Sample data: everybody and everything here is made up.</source>
        <translation>Datos de muestra: todas las personas y todo lo demás es inventado.</translation>
    </message>
    <message>
        <source>The files are UTF-8. Times in them are ISO 8601 in UTC. In CSV files a text that a spreadsheet would take for a formula begins with an apostrophe.</source>
        <translation>Los archivos están en UTF-8. Sus horas siguen ISO 8601 en UTC. En los archivos CSV, un texto que una hoja de cálculo tomaría por una fórmula empieza con un apóstrofo.</translation>
    </message>
    <message>
        <source>What PhysioCheck kept about this person on {moment} UTC, in short. README.txt says what else is in this archive.</source>
        <translation>Lo que PhysioCheck guardaba sobre esta persona el {moment} UTC, en resumen. README.txt dice qué más hay en este archivo.</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>respondida</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>solicitada</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>inicio</translation>
    </message>
    <message>
        <source>brought</source>
        <translation>aportado</translation>
    </message>
    <message>
        <source>by</source>
        <translation>por</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>terminada</translation>
    </message>
    <message>
        <source>everything, one JSON file for each table, with what every field is</source>
        <translation>todo, un archivo JSON por tabla, con lo que es cada campo</translation>
    </message>
    <message>
        <source>exercise</source>
        <translation>ejercicio</translation>
    </message>
    <message>
        <source>file</source>
        <translation>archivo</translation>
    </message>
    <message>
        <source>from</source>
        <translation>desde</translation>
    </message>
    <message>
        <source>given</source>
        <translation>entregado</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>objetivo</translation>
    </message>
    <message>
        <source>hold, s</source>
        <translation>mantener, s</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>tipo</translation>
    </message>
    <message>
        <source>made</source>
        <translation>creado</translation>
    </message>
    <message>
        <source>missing: {file}, which is not in its store any more</source>
        <translation>falta: {file}, que ya no está en su almacén</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>not in here: {name} ({told})</source>
        <translation>no incluido: {name} ({told})</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>notas</translation>
    </message>
    <message>
        <source>one line for each repetition (patients alone)</source>
        <translation>una línea por repetición (solo pacientes)</translation>
    </message>
    <message>
        <source>one line for each session, for a spreadsheet (patients alone)</source>
        <translation>una línea por sesión, para una hoja de cálculo (solo pacientes)</translation>
    </message>
    <message>
        <source>physician</source>
        <translation>fisioterapeuta</translation>
    </message>
    <message>
        <source>pictures, documents and clips that were brought</source>
        <translation>imágenes, documentos y clips que se aportaron</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>read on {moment} UTC</source>
        <translation>leído el {moment} UTC</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retirado</translation>
    </message>
    <message>
        <source>repetitions</source>
        <translation>repeticiones</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>filas</translation>
    </message>
    <message>
        <source>score, 0-100</source>
        <translation>puntos, 0-100</translation>
    </message>
    <message>
        <source>sets</source>
        <translation>series</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>compartido</translation>
    </message>
    <message>
        <source>side</source>
        <translation>lado</translation>
    </message>
    <message>
        <source>since</source>
        <translation>vigente desde</translation>
    </message>
    <message>
        <source>state</source>
        <translation>estado</translation>
    </message>
    <message>
        <source>the most important, to be read in a browser</source>
        <translation>lo más importante, para leer en un navegador</translation>
    </message>
    <message>
        <source>to</source>
        <translation>hasta</translation>
    </message>
    <message>
        <source>what</source>
        <translation>qué</translation>
    </message>
    <message>
        <source>where</source>
        <translation>dónde</translation>
    </message>
    <message>
        <source>why</source>
        <translation>por qué</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>{file}: {title}, {number} rows</source>
        <translation>{file}: {title}, filas: {number}</translation>
    </message>
    <message>
        <source>{name}: brought {moment} UTC, {number} bytes</source>
        <translation>{name}: aportado el {moment} UTC, {number} bytes</translation>
    </message>
</context>
<context>
    <name>PersonFields</name>
    <message>
        <source>33 points of the body, as shares of the picture</source>
        <translation>33 puntos del cuerpo, como fracciones de la imagen</translation>
    </message>
    <message>
        <source>A patient may have written it.</source>
        <translation>Puede haberlo escrito un paciente.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Authenticator app</source>
        <translation>App de autenticación</translation>
    </message>
    <message>
        <source>Code for a new password</source>
        <translation>Código para una contraseña nueva</translation>
    </message>
    <message>
        <source>Common errors of sessions</source>
        <translation>Errores frecuentes de las sesiones</translation>
    </message>
    <message>
        <source>Computers from which the person has signed in</source>
        <translation>Ordenadores desde los que la persona ha iniciado sesión</translation>
    </message>
    <message>
        <source>Course of sessions over time</source>
        <translation>Evolución de las sesiones en el tiempo</translation>
    </message>
    <message>
        <source>Exercises of rehab plans</source>
        <translation>Ejercicios de los planes de rehabilitación</translation>
    </message>
    <message>
        <source>Failed tries to sign in with the person’s address</source>
        <translation>Intentos fallidos de iniciar sesión con la dirección de la persona</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>It is a secret, and says nothing about the person.</source>
        <translation>Es un secreto y no dice nada de la persona.</translation>
    </message>
    <message>
        <source>It is about a patient.</source>
        <translation>Trata de un paciente.</translation>
    </message>
    <message>
        <source>It is about the clinic’s computers.</source>
        <translation>Trata de los ordenadores de la clínica.</translation>
    </message>
    <message>
        <source>It may be a patient’s.</source>
        <translation>Puede ser de un paciente.</translation>
    </message>
    <message>
        <source>It may be about a patient.</source>
        <translation>Puede tratar de un paciente.</translation>
    </message>
    <message>
        <source>It may be somebody else.</source>
        <translation>Puede ser otra persona.</translation>
    </message>
    <message>
        <source>It may be somebody else; as what they acted is told.</source>
        <translation>Puede ser otra persona; se dice en calidad de qué actuó.</translation>
    </message>
    <message>
        <source>It may be the computer of somebody else.</source>
        <translation>Puede ser el ordenador de otra persona.</translation>
    </message>
    <message>
        <source>Mails to the person that wait, or were sent lately</source>
        <translation>Correos a la persona que esperan o se enviaron hace poco</translation>
    </message>
    <message>
        <source>Measures of sessions</source>
        <translation>Medidas de las sesiones</translation>
    </message>
    <message>
        <source>Own exercises</source>
        <translation>Ejercicios propios</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Physicians and patients</source>
        <translation>Fisioterapeutas y pacientes</translation>
    </message>
    <message>
        <source>Poses of own exercises</source>
        <translation>Posturas de los ejercicios propios</translation>
    </message>
    <message>
        <source>Profile of the patient</source>
        <translation>Perfil del paciente</translation>
    </message>
    <message>
        <source>Profile of the physician</source>
        <translation>Perfil del fisioterapeuta</translation>
    </message>
    <message>
        <source>Recovery codes that were not used yet</source>
        <translation>Códigos de recuperación aún no usados</translation>
    </message>
    <message>
        <source>Rehab plans</source>
        <translation>Planes de rehabilitación</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Repeticiones</translation>
    </message>
    <message>
        <source>Request to be erased</source>
        <translation>Solicitud de supresión</translation>
    </message>
    <message>
        <source>Rules of own exercises</source>
        <translation>Reglas de los ejercicios propios</translation>
    </message>
    <message>
        <source>SHA-256 of its content, hexadecimal</source>
        <translation>SHA-256 de su contenido, hexadecimal</translation>
    </message>
    <message>
        <source>SHA-256 over the entry and the digest of the one before</source>
        <translation>SHA-256 de la entrada y del resumen de la anterior</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Sets counted by hand</source>
        <translation>Series contadas a mano</translation>
    </message>
    <message>
        <source>Somebody else may have tried.</source>
        <translation>Puede haberlo intentado otra persona.</translation>
    </message>
    <message>
        <source>Suggested changes of exercises</source>
        <translation>Cambios propuestos en los ejercicios</translation>
    </message>
    <message>
        <source>To whom this was given or shown before</source>
        <translation>A quién se entregó o mostró esto antes</translation>
    </message>
    <message>
        <source>Versions of own exercises</source>
        <translation>Versiones de los ejercicios propios</translation>
    </message>
    <message>
        <source>Versions of rehab plans</source>
        <translation>Versiones de los planes de rehabilitación</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Ways to prescribe own exercises</source>
        <translation>Formas de prescribir los ejercicios propios</translation>
    </message>
    <message>
        <source>What hurt</source>
        <translation>Qué dolió</translation>
    </message>
    <message>
        <source>What sessions came to</source>
        <translation>Resultado de las sesiones</translation>
    </message>
    <message>
        <source>What the person did, and what was done with the person’s account and records</source>
        <translation>Qué hizo la persona y qué se hizo con su cuenta y sus datos</translation>
    </message>
    <message>
        <source>What the person wants to hear by e-mail</source>
        <translation>Qué quiere recibir la persona por correo</translation>
    </message>
    <message>
        <source>What the person was told, and what others were told of the person</source>
        <translation>Qué se comunicó a la persona, y a otros sobre ella</translation>
    </message>
    <message>
        <source>Where the person is signed in</source>
        <translation>Dónde tiene la persona la sesión iniciada</translation>
    </message>
    <message>
        <source>administrator to whom it was given or shown</source>
        <translation>persona de administración a quien se entregó o mostró</translation>
    </message>
    <message>
        <source>anything else that matters to the treatment</source>
        <translation>cualquier otra cosa importante para el tratamiento</translation>
    </message>
    <message>
        <source>anything else that patients should know</source>
        <translation>cualquier otra cosa que los pacientes deban saber</translation>
    </message>
    <message>
        <source>as what</source>
        <translation>en calidad de qué</translation>
    </message>
    <message>
        <source>asked, approved, declined or ended</source>
        <translation>solicitada, aceptada, rechazada o terminada</translation>
    </message>
    <message>
        <source>bcrypt hash of the password</source>
        <translation>hash bcrypt de la contraseña</translation>
    </message>
    <message>
        <source>category</source>
        <translation>categoría</translation>
    </message>
    <message>
        <source>computer on which the person uses the program without an account</source>
        <translation>ordenador en el que la persona usa el programa sin cuenta</translation>
    </message>
    <message>
        <source>date of birth</source>
        <translation>fecha de nacimiento</translation>
    </message>
    <message>
        <source>date of birth of that person</source>
        <translation>fecha de nacimiento de esa persona</translation>
    </message>
    <message>
        <source>days of the week as bits, Monday 1, Sunday 64; 0 where the patient chooses them</source>
        <translation>días de la semana como bits, lunes 1, domingo 64; 0 si los elige el paciente</translation>
    </message>
    <message>
        <source>digest of the address</source>
        <translation>resumen de la dirección</translation>
    </message>
    <message>
        <source>digest of the code</source>
        <translation>resumen del código</translation>
    </message>
    <message>
        <source>digest of the secret that stands for it</source>
        <translation>resumen del secreto que la representa</translation>
    </message>
    <message>
        <source>digest of what tells the computer from others</source>
        <translation>resumen de lo que distingue el ordenador de otros</translation>
    </message>
    <message>
        <source>distance from its own smooth course, as a share of the way</source>
        <translation>distancia de su propia trayectoria suave, como fracción del recorrido</translation>
    </message>
    <message>
        <source>done or refused</source>
        <translation>hecho o denegado</translation>
    </message>
    <message>
        <source>end of the treatment whose record is kept under lock, UTC</source>
        <translation>fin del tratamiento cuya historia se conserva bloqueada, UTC</translation>
    </message>
    <message>
        <source>first day</source>
        <translation>primer día</translation>
    </message>
    <message>
        <source>first day of this exercise</source>
        <translation>primer día de este ejercicio</translation>
    </message>
    <message>
        <source>for whom</source>
        <translation>para quién</translation>
    </message>
    <message>
        <source>from when on it is carried out, and until when it can be taken back, UTC</source>
        <translation>desde cuándo se lleva a cabo y hasta cuándo se puede retirar, UTC</translation>
    </message>
    <message>
        <source>from when on it is not sent any more, UTC</source>
        <translation>desde cuándo ya no se envía, UTC</translation>
    </message>
    <message>
        <source>from where the camera looks</source>
        <translation>desde dónde mira la cámara</translation>
    </message>
    <message>
        <source>half minute since 1970 whose code was used last</source>
        <translation>medio minuto desde 1970 cuyo código se usó por última vez</translation>
    </message>
    <message>
        <source>how difficult it is, 1 to 5</source>
        <translation>lo difícil que es, de 1 a 5</translation>
    </message>
    <message>
        <source>how far off the camera may be, degrees to either side</source>
        <translation>cuánto puede desviarse la cámara, grados hacia cada lado</translation>
    </message>
    <message>
        <source>how far they went, degrees or body lengths</source>
        <translation>hasta dónde llegaron, grados o longitudes corporales</translation>
    </message>
    <message>
        <source>how far they were to go, degrees or body lengths</source>
        <translation>hasta dónde debían llegar, grados o longitudes corporales</translation>
    </message>
    <message>
        <source>how grave it is to break it</source>
        <translation>lo grave que es incumplirla</translation>
    </message>
    <message>
        <source>how hard it was, 0 to 10</source>
        <translation>lo duro que fue, de 0 a 10</translation>
    </message>
    <message>
        <source>how it is watched and counted, as in an exercise file; angles in degrees, times in seconds</source>
        <translation>cómo se observa y se cuenta, como en un archivo de ejercicio; ángulos en grados, tiempos en segundos</translation>
    </message>
    <message>
        <source>how large it is, bytes</source>
        <translation>su tamaño, bytes</translation>
    </message>
    <message>
        <source>how long it looks back, seconds</source>
        <translation>cuánto mira hacia atrás, segundos</translation>
    </message>
    <message>
        <source>how long it was held, seconds</source>
        <translation>cuánto se mantuvo, segundos</translation>
    </message>
    <message>
        <source>how long the camera watched, seconds</source>
        <translation>cuánto tiempo observó la cámara, segundos</translation>
    </message>
    <message>
        <source>how long the way back took, seconds</source>
        <translation>cuánto duró la vuelta, segundos</translation>
    </message>
    <message>
        <source>how long the way there took, seconds</source>
        <translation>cuánto duró la ida, segundos</translation>
    </message>
    <message>
        <source>how long to hold, seconds</source>
        <translation>cuánto hay que mantener, segundos</translation>
    </message>
    <message>
        <source>how long to rest between sets, seconds</source>
        <translation>cuánto descansar entre series, segundos</translation>
    </message>
    <message>
        <source>how many days a week the patient chooses</source>
        <translation>cuántos días a la semana elige el paciente</translation>
    </message>
    <message>
        <source>how many did not</source>
        <translation>cuántas no</translation>
    </message>
    <message>
        <source>how many of the repetitions the left side did</source>
        <translation>cuántas de las repeticiones hizo el lado izquierdo</translation>
    </message>
    <message>
        <source>how many of them the right side did; all others both did together</source>
        <translation>cuántas de ellas hizo el lado derecho; las demás las hicieron ambos a la vez</translation>
    </message>
    <message>
        <source>how many pictures were looked at; none was kept</source>
        <translation>cuántas imágenes se miraron; no se guardó ninguna</translation>
    </message>
    <message>
        <source>how many repetitions a set</source>
        <translation>cuántas repeticiones por serie</translation>
    </message>
    <message>
        <source>how many repetitions counted</source>
        <translation>cuántas repeticiones contaron</translation>
    </message>
    <message>
        <source>how many repetitions the patient counted</source>
        <translation>cuántas repeticiones contó el paciente</translation>
    </message>
    <message>
        <source>how many sets</source>
        <translation>cuántas series</translation>
    </message>
    <message>
        <source>how many they are; every number is their median</source>
        <translation>cuántas son; cada número es su mediana</translation>
    </message>
    <message>
        <source>how many times a day</source>
        <translation>cuántas veces al día</translation>
    </message>
    <message>
        <source>how much it matters: hint, fault or danger</source>
        <translation>cuánto importa: hint (indicación), fault (error) o danger (peligro)</translation>
    </message>
    <message>
        <source>how much, 0 to 10</source>
        <translation>cuánto, de 0 a 10</translation>
    </message>
    <message>
        <source>how often it was changed</source>
        <translation>cuántas veces se cambió</translation>
    </message>
    <message>
        <source>how often it was tried</source>
        <translation>cuántas veces se intentó</translation>
    </message>
    <message>
        <source>identifier of its exercise</source>
        <translation>identificador de su ejercicio</translation>
    </message>
    <message>
        <source>identifier of the act</source>
        <translation>identificador de la acción</translation>
    </message>
    <message>
        <source>identifier of the entry</source>
        <translation>identificador de la entrada</translation>
    </message>
    <message>
        <source>identifier of the exercise</source>
        <translation>identificador del ejercicio</translation>
    </message>
    <message>
        <source>identifier of the exercise that it belongs to</source>
        <translation>identificador del ejercicio al que pertenece</translation>
    </message>
    <message>
        <source>identifier of the file</source>
        <translation>identificador del archivo</translation>
    </message>
    <message>
        <source>identifier of the mail</source>
        <translation>identificador del correo</translation>
    </message>
    <message>
        <source>identifier of the notification</source>
        <translation>identificador del aviso</translation>
    </message>
    <message>
        <source>identifier of the person</source>
        <translation>identificador de la persona</translation>
    </message>
    <message>
        <source>identifier of the plan</source>
        <translation>identificador del plan</translation>
    </message>
    <message>
        <source>identifier of the plan that asked for it</source>
        <translation>identificador del plan que la pedía</translation>
    </message>
    <message>
        <source>identifier of the record that it is about</source>
        <translation>identificador del registro del que trata</translation>
    </message>
    <message>
        <source>identifier of the record that was named</source>
        <translation>identificador del registro nombrado</translation>
    </message>
    <message>
        <source>identifier of the report</source>
        <translation>identificador del informe de dolor</translation>
    </message>
    <message>
        <source>identifier of the session</source>
        <translation>identificador de la sesión</translation>
    </message>
    <message>
        <source>identifier of the session in which it hurt</source>
        <translation>identificador de la sesión en la que dolió</translation>
    </message>
    <message>
        <source>identifier of the subscription</source>
        <translation>identificador de la relación</translation>
    </message>
    <message>
        <source>identifier of the suggestion</source>
        <translation>identificador de la propuesta</translation>
    </message>
    <message>
        <source>identifier of the try</source>
        <translation>identificador del intento</translation>
    </message>
    <message>
        <source>identifier of the visit</source>
        <translation>identificador de la visita</translation>
    </message>
    <message>
        <source>identifier of the visit it was done in</source>
        <translation>identificador de la visita en la que se hizo</translation>
    </message>
    <message>
        <source>identifier of who did it</source>
        <translation>identificador de quien lo hizo</translation>
    </message>
    <message>
        <source>illnesses, operations, what to mind</source>
        <translation>enfermedades, operaciones, qué tener en cuenta</translation>
    </message>
    <message>
        <source>in how many of them somebody was seen</source>
        <translation>en cuántas de ellas se veía a alguien</translation>
    </message>
    <message>
        <source>in how many repetitions it was made</source>
        <translation>en cuántas repeticiones se cometió</translation>
    </message>
    <message>
        <source>in which phase of the movement it was worst most often</source>
        <translation>en qué fase del movimiento fue peor más a menudo</translation>
    </message>
    <message>
        <source>in which phases of the movement it holds</source>
        <translation>en qué fases del movimiento rige</translation>
    </message>
    <message>
        <source>in which set of the session, from 1</source>
        <translation>en qué serie de la sesión, desde 1</translation>
    </message>
    <message>
        <source>languages that the physician speaks</source>
        <translation>idiomas que habla el fisioterapeuta</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>último día</translation>
    </message>
    <message>
        <source>last day of this exercise</source>
        <translation>último día de este ejercicio</translation>
    </message>
    <message>
        <source>log dimensionless jerk, 0 smoothest</source>
        <translation>jerk adimensional logarítmico, 0 el más suave</translation>
    </message>
    <message>
        <source>lower bound, in the unit of the measure</source>
        <translation>límite inferior, en la unidad de la medida</translation>
    </message>
    <message>
        <source>mail address to sign in with</source>
        <translation>dirección de correo para iniciar sesión</translation>
    </message>
    <message>
        <source>mean parts of the score by name, 0 to 100 each</source>
        <translation>partes medias de la puntuación por nombre, de 0 a 100 cada una</translation>
    </message>
    <message>
        <source>mean quality score, 0 to 100</source>
        <translation>puntuación media de calidad, de 0 a 100</translation>
    </message>
    <message>
        <source>measures of how smooth the movement was</source>
        <translation>medidas de lo fluido que fue el movimiento</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>name of the computer</source>
        <translation>nombre del ordenador</translation>
    </message>
    <message>
        <source>name of the exercise</source>
        <translation>nombre del ejercicio</translation>
    </message>
    <message>
        <source>name of the rule that was broken</source>
        <translation>nombre de la regla incumplida</translation>
    </message>
    <message>
        <source>name of {told}, where it is the person or a physician</source>
        <translation>nombre correspondiente, si es la persona o un fisioterapeuta: {told}</translation>
    </message>
    <message>
        <source>name that others read</source>
        <translation>nombre que leen los demás</translation>
    </message>
    <message>
        <source>number of that plan’s version</source>
        <translation>número de la versión de ese plan</translation>
    </message>
    <message>
        <source>number of the newest version</source>
        <translation>número de la versión más reciente</translation>
    </message>
    <message>
        <source>number of the set, from 1</source>
        <translation>número de la serie, desde 1</translation>
    </message>
    <message>
        <source>number of the version</source>
        <translation>número de la versión</translation>
    </message>
    <message>
        <source>number of the version, from 1</source>
        <translation>número de la versión, desde 1</translation>
    </message>
    <message>
        <source>number under which the physician may practise</source>
        <translation>número con el que el fisioterapeuta puede ejercer</translation>
    </message>
    <message>
        <source>number within the session and kind, from 1</source>
        <translation>número dentro de la sesión y el tipo, desde 1</translation>
    </message>
    <message>
        <source>of how many</source>
        <translation>de cuántas</translation>
    </message>
    <message>
        <source>pain after it, 0 to 10</source>
        <translation>dolor después, de 0 a 10</translation>
    </message>
    <message>
        <source>pain before it, 0 to 10</source>
        <translation>dolor antes, de 0 a 10</translation>
    </message>
    <message>
        <source>parts of the body</source>
        <translation>partes del cuerpo</translation>
    </message>
    <message>
        <source>parts of the score by name, 0 to 100 each</source>
        <translation>partes de la puntuación por nombre, de 0 a 100 cada una</translation>
    </message>
    <message>
        <source>patient who asked</source>
        <translation>paciente que la solicitó</translation>
    </message>
    <message>
        <source>physician who began it</source>
        <translation>fisioterapeuta que lo empezó</translation>
    </message>
    <message>
        <source>physician who let it hold; empty for a draft</source>
        <translation>fisioterapeuta que la publicó; vacío si es un borrador</translation>
    </message>
    <message>
        <source>physician who was asked</source>
        <translation>fisioterapeuta a quien se solicitó</translation>
    </message>
    <message>
        <source>physician whose own it is; empty where it comes with the program</source>
        <translation>fisioterapeuta a quien pertenece; vacío si viene con el programa</translation>
    </message>
    <message>
        <source>place in the order, from 1</source>
        <translation>puesto en el orden, desde 1</translation>
    </message>
    <message>
        <source>place in the order, from 1, the gravest</source>
        <translation>puesto en el orden, desde 1, el más grave</translation>
    </message>
    <message>
        <source>place in the order; 0 is the exercise’s own</source>
        <translation>puesto en el orden; 0 es la del propio ejercicio</translation>
    </message>
    <message>
        <source>place in the trail, from 1 on without a gap</source>
        <translation>puesto en el registro, desde 1 y sin huecos</translation>
    </message>
    <message>
        <source>place of the exercise in that version, from 1</source>
        <translation>puesto del ejercicio en esa versión, desde 1</translation>
    </message>
    <message>
        <source>position of the body</source>
        <translation>posición del cuerpo</translation>
    </message>
    <message>
        <source>postal address</source>
        <translation>dirección postal</translation>
    </message>
    <message>
        <source>postal address, for the clinic alone</source>
        <translation>dirección postal, solo para la clínica</translation>
    </message>
    <message>
        <source>proposed, accepted or rejected</source>
        <translation>propuesta, aceptada o descartada</translation>
    </message>
    <message>
        <source>quality score, 0 to 100</source>
        <translation>puntuación de calidad, de 0 a 100</translation>
    </message>
    <message>
        <source>ranges of motion: of each measure what was reached and what was asked for, degrees</source>
        <translation>rangos de movimiento: de cada medida, lo alcanzado y lo pedido, grados</translation>
    </message>
    <message>
        <source>repetition, or partial where it did not count</source>
        <translation>repetición, o partial si no contó</translation>
    </message>
    <message>
        <source>rules that were broken, with the values that were seen</source>
        <translation>reglas incumplidas, con los valores vistos</translation>
    </message>
    <message>
        <source>running, finished, abandoned or interrupted</source>
        <translation>en curso, completada, terminada antes o interrumpida</translation>
    </message>
    <message>
        <source>score of going straight there and back, 0 to 100</source>
        <translation>puntuación por ir y volver en línea recta, de 0 a 100</translation>
    </message>
    <message>
        <source>set while it is the current file of its kind</source>
        <translation>presente mientras es el archivo actual de su tipo</translation>
    </message>
    <message>
        <source>share of the target range from which on a repetition counts, 0 to 1</source>
        <translation>fracción del rango objetivo a partir de la cual cuenta una repetición, de 0 a 1</translation>
    </message>
    <message>
        <source>share of the target range that was reached, 0 to 1</source>
        <translation>fracción alcanzada del rango objetivo, de 0 a 1</translation>
    </message>
    <message>
        <source>short name</source>
        <translation>nombre corto</translation>
    </message>
    <message>
        <source>side of the body</source>
        <translation>lado del cuerpo</translation>
    </message>
    <message>
        <source>side of the body that did the repetitions</source>
        <translation>lado del cuerpo que hizo las repeticiones</translation>
    </message>
    <message>
        <source>side of the body: left, right, both or either</source>
        <translation>lado del cuerpo: izquierda, derecha, ambos o uno de los dos</translation>
    </message>
    <message>
        <source>since when it holds, UTC</source>
        <translation>desde cuándo rige, UTC</translation>
    </message>
    <message>
        <source>since when it is not offered any more, UTC</source>
        <translation>desde cuándo ya no se ofrece, UTC</translation>
    </message>
    <message>
        <source>since when its codes are asked for, UTC</source>
        <translation>desde cuándo se piden sus códigos, UTC</translation>
    </message>
    <message>
        <source>since when nobody can sign in with it, UTC</source>
        <translation>desde cuándo nadie puede iniciar sesión con ella, UTC</translation>
    </message>
    <message>
        <source>since when other physicians of the clinic may use it, UTC</source>
        <translation>desde cuándo pueden usarlo otros fisioterapeutas de la clínica, UTC</translation>
    </message>
    <message>
        <source>since when the password is asked for, UTC; empty where it is not</source>
        <translation>desde cuándo se pide la contraseña, UTC; vacío si no se pide</translation>
    </message>
    <message>
        <source>smaller excursion of the sides over the larger, 0 to 100</source>
        <translation>menor recorrido de los lados entre el mayor, de 0 a 100</translation>
    </message>
    <message>
        <source>specialty</source>
        <translation>especialidad</translation>
    </message>
    <message>
        <source>spectral arc length, 0 smoothest</source>
        <translation>longitud de arco espectral, 0 el más suave</translation>
    </message>
    <message>
        <source>standard check that it comes from</source>
        <translation>comprobación estándar de la que procede</translation>
    </message>
    <message>
        <source>start, peak, end or reference</source>
        <translation>inicio, punto máximo, final o referencia</translation>
    </message>
    <message>
        <source>telephone number</source>
        <translation>número de teléfono</translation>
    </message>
    <message>
        <source>telephone number, for the clinic alone</source>
        <translation>número de teléfono, solo para la clínica</translation>
    </message>
    <message>
        <source>the value furthest from what is right, in the unit of the rule</source>
        <translation>el valor más alejado de lo correcto, en la unidad de la regla</translation>
    </message>
    <message>
        <source>times, seconds of the camera’s clock; at each the share of the target range and the joint angles in degrees</source>
        <translation>tiempos, segundos del reloj de la cámara; en cada uno, la fracción del rango objetivo y los ángulos articulares en grados</translation>
    </message>
    <message>
        <source>title</source>
        <translation>título</translation>
    </message>
    <message>
        <source>until when it holds, UTC</source>
        <translation>hasta cuándo rige, UTC</translation>
    </message>
    <message>
        <source>until when that record is kept, UTC</source>
        <translation>hasta cuándo se conserva esa historia, UTC</translation>
    </message>
    <message>
        <source>upper bound, in the unit of the measure</source>
        <translation>límite superior, en la unidad de la medida</translation>
    </message>
    <message>
        <source>value by measure, degrees or body lengths</source>
        <translation>valor por medida, grados o longitudes corporales</translation>
    </message>
    <message>
        <source>version of the exercise</source>
        <translation>versión del ejercicio</translation>
    </message>
    <message>
        <source>what else is told, such as what a session came to</source>
        <translation>qué más se comunica, como el resultado de una sesión</translation>
    </message>
    <message>
        <source>what is measured</source>
        <translation>qué se mide</translation>
    </message>
    <message>
        <source>what is said above the upper bound</source>
        <translation>qué se dice por encima del límite superior</translation>
    </message>
    <message>
        <source>what is said below the lower bound</source>
        <translation>qué se dice por debajo del límite inferior</translation>
    </message>
    <message>
        <source>what is to be reached</source>
        <translation>qué se quiere alcanzar</translation>
    </message>
    <message>
        <source>what is told</source>
        <translation>qué se comunica</translation>
    </message>
    <message>
        <source>what it is</source>
        <translation>qué es</translation>
    </message>
    <message>
        <source>what it is about</source>
        <translation>de qué trata</translation>
    </message>
    <message>
        <source>what it is called</source>
        <translation>cómo se llama</translation>
    </message>
    <message>
        <source>what it is for: profile_picture, credential, exercise_picture or reference_clip</source>
        <translation>para qué es: profile_picture, credential, exercise_picture o reference_clip</translation>
    </message>
    <message>
        <source>what it rests on, in numbers and a sentence</source>
        <translation>en qué se basa, en números y una frase</translation>
    </message>
    <message>
        <source>what it says beside that, while it waits</source>
        <translation>qué más dice, mientras espera</translation>
    </message>
    <message>
        <source>what kind of change</source>
        <translation>qué tipo de cambio</translation>
    </message>
    <message>
        <source>what kind of rule</source>
        <translation>qué tipo de regla</translation>
    </message>
    <message>
        <source>what the address is looked up by</source>
        <translation>con qué se busca la dirección</translation>
    </message>
    <message>
        <source>what the administrator was told</source>
        <translation>qué se dijo a la persona de administración</translation>
    </message>
    <message>
        <source>what the app knows too</source>
        <translation>lo que también sabe la app</translation>
    </message>
    <message>
        <source>what the patient wants to be able to do again</source>
        <translation>qué quiere el paciente poder hacer de nuevo</translation>
    </message>
    <message>
        <source>what the patient wrote</source>
        <translation>qué escribió el paciente</translation>
    </message>
    <message>
        <source>what the person is to the clinic</source>
        <translation>qué es la persona para la clínica</translation>
    </message>
    <message>
        <source>what the person is to the clinic: patient, physician or administrator</source>
        <translation>qué es la persona para la clínica: paciente, fisioterapeuta o administración</translation>
    </message>
    <message>
        <source>what the physician wrote</source>
        <translation>qué escribió el fisioterapeuta</translation>
    </message>
    <message>
        <source>what the physician wrote about it</source>
        <translation>qué escribió el fisioterapeuta al respecto</translation>
    </message>
    <message>
        <source>what the sessions would have come to with it</source>
        <translation>qué resultado habrían tenido las sesiones con ello</translation>
    </message>
    <message>
        <source>what there is to say about it</source>
        <translation>qué hay que decir al respecto</translation>
    </message>
    <message>
        <source>what they went through, degrees or body lengths</source>
        <translation>qué recorrieron, grados o longitudes corporales</translation>
    </message>
    <message>
        <source>what was done</source>
        <translation>qué se hizo</translation>
    </message>
    <message>
        <source>what was measured</source>
        <translation>qué se midió</translation>
    </message>
    <message>
        <source>what was said of it</source>
        <translation>qué se dijo al respecto</translation>
    </message>
    <message>
        <source>what was written then</source>
        <translation>qué se escribió entonces</translation>
    </message>
    <message>
        <source>what went wrong last, in a word</source>
        <translation>qué falló la última vez, en una palabra</translation>
    </message>
    <message>
        <source>what would be changed, from which value to which</source>
        <translation>qué se cambiaría, de qué valor a cuál</translation>
    </message>
    <message>
        <source>when it began, UTC</source>
        <translation>cuándo empezó, UTC</translation>
    </message>
    <message>
        <source>when it began, seconds of the camera’s clock</source>
        <translation>cuándo empezó, segundos del reloj de la cámara</translation>
    </message>
    <message>
        <source>when it ended, UTC</source>
        <translation>cuándo terminó, UTC</translation>
    </message>
    <message>
        <source>when it happened, UTC</source>
        <translation>cuándo ocurrió, UTC</translation>
    </message>
    <message>
        <source>when it is tried next, UTC</source>
        <translation>cuándo se vuelve a intentar, UTC</translation>
    </message>
    <message>
        <source>when it was brought, UTC</source>
        <translation>cuándo se aportó, UTC</translation>
    </message>
    <message>
        <source>when it was carried out, UTC</source>
        <translation>cuándo se llevó a cabo, UTC</translation>
    </message>
    <message>
        <source>when it was done, seconds of the camera’s clock</source>
        <translation>cuándo se terminó, segundos del reloj de la cámara</translation>
    </message>
    <message>
        <source>when it was first known, UTC</source>
        <translation>cuándo se conoció por primera vez, UTC</translation>
    </message>
    <message>
        <source>when it was furthest, seconds of the camera’s clock</source>
        <translation>cuándo llegó más lejos, segundos del reloj de la cámara</translation>
    </message>
    <message>
        <source>when it was given up, UTC</source>
        <translation>cuándo se desistió, UTC</translation>
    </message>
    <message>
        <source>when it was in the store, UTC</source>
        <translation>cuándo estuvo en el almacén, UTC</translation>
    </message>
    <message>
        <source>when it was kept, UTC</source>
        <translation>cuándo se guardó, UTC</translation>
    </message>
    <message>
        <source>when it was last used, UTC</source>
        <translation>cuándo se usó por última vez, UTC</translation>
    </message>
    <message>
        <source>when it was read, UTC</source>
        <translation>cuándo se leyó, UTC</translation>
    </message>
    <message>
        <source>when it was removed, UTC</source>
        <translation>cuándo se retiró, UTC</translation>
    </message>
    <message>
        <source>when it was said, UTC</source>
        <translation>cuándo se dijo, UTC</translation>
    </message>
    <message>
        <source>when it was sent, UTC</source>
        <translation>cuándo se envió, UTC</translation>
    </message>
    <message>
        <source>when it was written down, UTC</source>
        <translation>cuándo se anotó, UTC</translation>
    </message>
    <message>
        <source>when last, UTC</source>
        <translation>cuándo por última vez, UTC</translation>
    </message>
    <message>
        <source>when nothing was left to be removed, UTC</source>
        <translation>cuándo no quedó nada por retirar, UTC</translation>
    </message>
    <message>
        <source>when the clinic decided about the licence, UTC</source>
        <translation>cuándo decidió la clínica sobre la licencia, UTC</translation>
    </message>
    <message>
        <source>when the password was set, UTC</source>
        <translation>cuándo se fijó la contraseña, UTC</translation>
    </message>
    <message>
        <source>when the patient asked, UTC</source>
        <translation>cuándo la solicitó el paciente, UTC</translation>
    </message>
    <message>
        <source>when the person signed in, UTC</source>
        <translation>cuándo inició sesión la persona, UTC</translation>
    </message>
    <message>
        <source>when the person was first known, UTC</source>
        <translation>cuándo se conoció por primera vez a la persona, UTC</translation>
    </message>
    <message>
        <source>when the physician answered, UTC</source>
        <translation>cuándo respondió el fisioterapeuta, UTC</translation>
    </message>
    <message>
        <source>when the profile was made, UTC</source>
        <translation>cuándo se creó el perfil, UTC</translation>
    </message>
    <message>
        <source>when the store had it no longer, UTC</source>
        <translation>cuándo dejó de estar en el almacén, UTC</translation>
    </message>
    <message>
        <source>when, UTC</source>
        <translation>cuándo, UTC</translation>
    </message>
    <message>
        <source>where it hurt</source>
        <translation>dónde dolió</translation>
    </message>
    <message>
        <source>where that is</source>
        <translation>dónde está</translation>
    </message>
    <message>
        <source>where the physician works</source>
        <translation>dónde trabaja el fisioterapeuta</translation>
    </message>
    <message>
        <source>where they began, degrees or body lengths</source>
        <translation>dónde empezaron, grados o longitudes corporales</translation>
    </message>
    <message>
        <source>where they were to begin, degrees or body lengths</source>
        <translation>dónde debían empezar, grados o longitudes corporales</translation>
    </message>
    <message>
        <source>whether a person or the program wrote it</source>
        <translation>si lo escribió una persona o el programa</translation>
    </message>
    <message>
        <source>whether it is asked or approved</source>
        <translation>si está solicitada o aceptada</translation>
    </message>
    <message>
        <source>whether it is counted or held</source>
        <translation>si se cuenta o se mantiene</translation>
    </message>
    <message>
        <source>whether it is the first administrator’s</source>
        <translation>si es la de la primera persona de administración</translation>
    </message>
    <message>
        <source>whether the clinic has made sure of the licence: pending, verified or refused</source>
        <translation>si la clínica ha comprobado la licencia: pendiente, verificada o no aceptada</translation>
    </message>
    <message>
        <source>whether the e-mail says what a session came to</source>
        <translation>si el correo dice el resultado de una sesión</translation>
    </message>
    <message>
        <source>whether the repetitions were counted by the patient, without a camera</source>
        <translation>si las repeticiones las contó el paciente, sin cámara</translation>
    </message>
    <message>
        <source>which store has it</source>
        <translation>qué almacén lo tiene</translation>
    </message>
    <message>
        <source>who asked for it: the person, or an administrator on the person’s behalf</source>
        <translation>quién la pidió: la persona, o administración en su nombre</translation>
    </message>
    <message>
        <source>who decided</source>
        <translation>quién decidió</translation>
    </message>
    <message>
        <source>who did it</source>
        <translation>quién lo hizo</translation>
    </message>
    <message>
        <source>who else it is about</source>
        <translation>de quién más trata</translation>
    </message>
    <message>
        <source>who ended it</source>
        <translation>quién la terminó</translation>
    </message>
    <message>
        <source>who is told</source>
        <translation>a quién se comunica</translation>
    </message>
    <message>
        <source>who wrote it</source>
        <translation>quién lo escribió</translation>
    </message>
    <message>
        <source>whom it goes to; empty where it goes to nobody</source>
        <translation>a quién va; vacío si no va a nadie</translation>
    </message>
    <message>
        <source>whom it hurt</source>
        <translation>a quién le dolió</translation>
    </message>
    <message>
        <source>whom to call when something happens</source>
        <translation>a quién llamar si pasa algo</translation>
    </message>
    <message>
        <source>whose data it was</source>
        <translation>de quién eran los datos</translation>
    </message>
    <message>
        <source>whose it is</source>
        <translation>de quién es</translation>
    </message>
    <message>
        <source>whose it was</source>
        <translation>de quién era</translation>
    </message>
    <message>
        <source>whose plan it is</source>
        <translation>de quién es el plan</translation>
    </message>
    <message>
        <source>whose the locked record is</source>
        <translation>de quién es la historia bloqueada</translation>
    </message>
    <message>
        <source>whose visit it was</source>
        <translation>de quién fue la visita</translation>
    </message>
    <message>
        <source>why</source>
        <translation>por qué</translation>
    </message>
    <message>
        <source>why it decided so</source>
        <translation>por qué lo decidió así</translation>
    </message>
    <message>
        <source>why it did not count</source>
        <translation>por qué no contó</translation>
    </message>
    <message>
        <source>why it was changed</source>
        <translation>por qué se cambió</translation>
    </message>
</context>
<context>
    <name>PersonValues</name>
    <message>
        <source>abandoned</source>
        <translation>terminada antes</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>administración</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>aceptada</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>solicitada</translation>
    </message>
    <message>
        <source>both</source>
        <translation>ambos</translation>
    </message>
    <message>
        <source>credential</source>
        <translation>acreditación</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>either</source>
        <translation>uno de los dos</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>terminada</translation>
    </message>
    <message>
        <source>exercise picture</source>
        <translation>imagen de ejercicio</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>completada</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrumpida</translation>
    </message>
    <message>
        <source>left</source>
        <translation>izquierda</translation>
    </message>
    <message>
        <source>patient</source>
        <translation>paciente</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>pendiente</translation>
    </message>
    <message>
        <source>physician</source>
        <translation>fisioterapeuta</translation>
    </message>
    <message>
        <source>profile picture</source>
        <translation>foto de perfil</translation>
    </message>
    <message>
        <source>reference clip</source>
        <translation>clip de referencia</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>no aceptada</translation>
    </message>
    <message>
        <source>right</source>
        <translation>derecha</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verificada</translation>
    </message>
</context>
<context>
    <name>PhysicianCard</name>
    <message>
        <source>Ask to be taken on</source>
        <translation>Pedir atención</translation>
    </message>
</context>
<context>
    <name>PhysiciansPage</name>
    <message>
        <source>Find a physician</source>
        <translation>Buscar fisioterapeuta</translation>
    </message>
    <message>
        <source>Search physicians</source>
        <translation>Buscar fisioterapeutas</translation>
    </message>
    <message>
        <source>Name, specialisation, city</source>
        <translation>Nombre, especialidad, ciudad</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Ver más</translation>
    </message>
    <message>
        <source>Your physicians</source>
        <translation>Sus fisioterapeutas</translation>
    </message>
    <message>
        <source>Verified physicians</source>
        <translation>Fisioterapeutas con verificación</translation>
    </message>
    <message>
        <source>Physicians</source>
        <translation>Fisioterapeutas</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Order of physicians</source>
        <translation>Orden de los fisioterapeutas</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Por nombre</translation>
    </message>
    <message>
        <source>By specialisation</source>
        <translation>Por especialidad</translation>
    </message>
    <message>
        <source>By city</source>
        <translation>Por ciudad</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>No se encontró a nadie</translation>
    </message>
    <message>
        <source>Search for fewer letters, or another word.</source>
        <translation>Busque con menos letras u otra palabra.</translation>
    </message>
    <message>
        <source>No physician yet</source>
        <translation>Aún no hay nadie</translation>
    </message>
    <message>
        <source>Show all physicians</source>
        <translation>Mostrar todos los fisioterapeutas</translation>
    </message>
    <message>
        <source>Nobody found. Search for fewer letters, or another word.</source>
        <translation>No se encontró a nadie. Busque con menos letras u otra palabra.</translation>
    </message>
    <message>
        <source>No physician is verified here yet. Ask your clinic to sign one up.</source>
        <translation>Aquí aún no hay nadie con verificación. Pida a su clínica que registre a alguien.</translation>
    </message>
    <message>
        <source>{name} was asked. The answer is told here.</source>
        <translation>Se ha pedido a {name}. La respuesta aparecerá aquí.</translation>
    </message>
    <message>
        <source>Ask a physician</source>
        <translation>Pedir atención</translation>
    </message>
    <message>
        <source>End the care</source>
        <translation>Terminar la atención</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Ha terminado.</translation>
    </message>
</context>
<context>
    <name>PictureSection</name>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Elegir una imagen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Quitarla</translation>
    </message>
    <message>
        <source>Your picture is kept.</source>
        <translation>Su imagen está guardada.</translation>
    </message>
    <message>
        <source>Your picture is removed.</source>
        <translation>Su imagen se ha quitado.</translation>
    </message>
    <message>
        <source>Only what can be seen is kept; where and when it was taken is not.</source>
        <translation>Solo se guarda lo que se ve, no dónde ni cuándo se tomó.</translation>
    </message>
    <message>
        <source>There is no picture of you yet.</source>
        <translation>Todavía no hay ninguna imagen suya.</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>Su imagen</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Sin imagen</translation>
    </message>
    <message>
        <source>Pictures ({pattern})</source>
        <translation>Imágenes ({pattern})</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Welcome</source>
        <translation>Le damos la bienvenida</translation>
    </message>
    <message>
        <source>Where are your records to be kept?</source>
        <translation>¿Dónde se guardarán sus registros?</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>En este ordenador</translation>
    </message>
    <message>
        <source>On the clinic’s MySQL server</source>
        <translation>En el servidor MySQL de la clínica</translation>
    </message>
    <message>
        <source>For one person or one workstation. Nothing leaves this computer.</source>
        <translation>Para una persona o un puesto. Nada sale de este ordenador.</translation>
    </message>
    <message>
        <source>For workstations inside a clinic’s network that share their records.</source>
        <translation>Para puestos de la red de una clínica que comparten sus registros.</translation>
    </message>
    <message>
        <source>The environment variable {variable} says where your records are kept.</source>
        <translation>La variable de entorno {variable} dice dónde se guardan sus registros.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Camera picture</source>
        <translation>Imagen de la cámara</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Algo ha fallado</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Since then it has happened again: {number}</source>
        <translation>Desde entonces ha vuelto a pasar: {number}</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar informe</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ProblemPanel</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Enter by hand</source>
        <translation>Anotar a mano</translation>
    </message>
    <message>
        <source>That hurts</source>
        <translation>Me duele</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Qué ha fallado</translation>
    </message>
    <message>
        <source>Something in this program went wrong.</source>
        <translation>Algo ha fallado en este programa.</translation>
    </message>
    <message>
        <source>Try again. If it happens once more, send the log file to whoever looks after the program.</source>
        <translation>Inténtelo de nuevo. Si vuelve a pasar, envíe el archivo de registro a quien cuida del programa.</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Fecha de nacimiento</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>Contacto de emergencia</translation>
    </message>
    <message>
        <source>Whom to call when something happens: name and telephone.</source>
        <translation>A quién llamar si pasa algo: nombre y teléfono.</translation>
    </message>
    <message>
        <source>Goals and health</source>
        <translation>Objetivos y salud</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>Objetivos</translation>
    </message>
    <message>
        <source>What you want to be able to do again.</source>
        <translation>Lo que quiere poder volver a hacer.</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Afecciones</translation>
    </message>
    <message>
        <source>Illnesses, operations, what to mind. Your physicians read and add to it.</source>
        <translation>Enfermedades, operaciones, qué tener en cuenta. Sus fisioterapeutas lo leen y lo completan.</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>Otros datos</translation>
    </message>
    <message>
        <source>What everybody may read</source>
        <translation>Lo que todos pueden leer</translation>
    </message>
    <message>
        <source>Specialisation</source>
        <translation>Especialidad</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Clínica</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ciudad</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Sobre usted</translation>
    </message>
    <message>
        <source>For the clinic alone</source>
        <translation>Solo para la clínica</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Save your changes?</source>
        <translation>¿Guardar los cambios?</translation>
    </message>
    <message>
        <source>What you have written in your profile is not saved yet.</source>
        <translation>Lo que ha escrito en su perfil todavía no está guardado.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Quedarse aquí</translation>
    </message>
    <message>
        <source>Your profile is saved.</source>
        <translation>Su perfil está guardado.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{day}: score {score} of 100</source>
        <translation>{day}: {score} de 100 puntos</translation>
    </message>
    <message>
        <source>{day}: score {score} of 100, the mean of {number} sessions</source>
        <translation>{day}: {score} de 100 puntos, media de {number} sesiones</translation>
    </message>
    <message>
        <source>{when}: {angle} {degrees}, target {target}°</source>
        <translation>{when}: {angle} {degrees}, objetivo {target}°</translation>
    </message>
    <message>
        <source>Pain before</source>
        <translation>Dolor antes</translation>
    </message>
    <message>
        <source>Pain after</source>
        <translation>Dolor después</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Esfuerzo</translation>
    </message>
    <message>
        <source>“That hurts”</source>
        <translation>«Me duele»</translation>
    </message>
    <message>
        <source>pain before {number}</source>
        <translation>dolor antes {number}</translation>
    </message>
    <message>
        <source>pain after {number}</source>
        <translation>dolor después {number}</translation>
    </message>
    <message>
        <source>effort {number}</source>
        <translation>esfuerzo {number}</translation>
    </message>
    <message>
        <source>{when}: it hurt: {where}, {level} of 10</source>
        <translation>{when}: dolió: {where}, {level} de 10</translation>
    </message>
    <message>
        <source>upper arm, tilt</source>
        <translation>brazo, inclinación</translation>
    </message>
    <message>
        <source>thigh, tilt</source>
        <translation>muslo, inclinación</translation>
    </message>
    <message>
        <source>shank, tilt</source>
        <translation>pierna, inclinación</translation>
    </message>
    <message>
        <source>Trunk, lean</source>
        <translation>Tronco, inclinación</translation>
    </message>
    <message>
        <source>Trunk, lean forward</source>
        <translation>Tronco, inclinación hacia delante</translation>
    </message>
    <message>
        <source>Shoulders, slope</source>
        <translation>Hombros, desnivel</translation>
    </message>
    <message>
        <source>Hips, slope</source>
        <translation>Caderas, desnivel</translation>
    </message>
    <message>
        <source>Head, slope</source>
        <translation>Cabeza, inclinación</translation>
    </message>
    <message>
        <source>Shoulders, left against right</source>
        <translation>Hombros, izquierdo frente a derecho</translation>
    </message>
    <message>
        <source>Elbows, left against right</source>
        <translation>Codos, izquierdo frente a derecho</translation>
    </message>
    <message>
        <source>Hips, left against right</source>
        <translation>Caderas, izquierda frente a derecha</translation>
    </message>
    <message>
        <source>Knees, left against right</source>
        <translation>Rodillas, izquierda frente a derecha</translation>
    </message>
    <message>
        <source>Left {part}</source>
        <translation>Izquierda: {part}</translation>
    </message>
    <message>
        <source>Right {part}</source>
        <translation>Derecha: {part}</translation>
    </message>
    <message>
        <source>{angle}, {side} side leading</source>
        <translation>{angle}, guía: {side}</translation>
    </message>
    <message>
        <source>{degrees}° ±{margin}°</source>
        <translation>{degrees}° ±{margin}°</translation>
    </message>
    <message>
        <source>Measured once so far</source>
        <translation>Medido una vez hasta ahora</translation>
    </message>
    <message>
        <source>No change that one camera could tell</source>
        <translation>Ningún cambio que una cámara pueda notar</translation>
    </message>
    <message>
        <source>{number}° more: real</source>
        <translation>{number}° más: real</translation>
    </message>
    <message>
        <source>{number}° less: real</source>
        <translation>{number}° menos: real</translation>
    </message>
    <message>
        <source>{number}° more: possible</source>
        <translation>{number}° más: posible</translation>
    </message>
    <message>
        <source>{number}° less: possible</source>
        <translation>{number}° menos: posible</translation>
    </message>
    <message>
        <source>{angle}: {now}, measured once so far.</source>
        <translation>{angle}: {now}, medido una vez hasta ahora.</translation>
    </message>
    <message>
        <source>{angle}: {now} now, {then} at first.</source>
        <translation>{angle}: {now} ahora, {then} al principio.</translation>
    </message>
    <message>
        <source>That is no change that one camera could tell.</source>
        <translation>No es un cambio que una cámara pueda notar.</translation>
    </message>
    <message>
        <source>{degrees}° more are possibly a change: below 10° one camera is not sure.</source>
        <translation>{degrees}° más son quizá un cambio: por debajo de 10° una cámara no está segura.</translation>
    </message>
    <message>
        <source>{degrees}° less are possibly a change: below 10° one camera is not sure.</source>
        <translation>{degrees}° menos son quizá un cambio: por debajo de 10° una cámara no está segura.</translation>
    </message>
    <message>
        <source>{degrees}° more are a real change.</source>
        <translation>{degrees}° más son un cambio real.</translation>
    </message>
    <message>
        <source>{degrees}° less are a real change.</source>
        <translation>{degrees}° menos son un cambio real.</translation>
    </message>
    <message>
        <source>This week so far</source>
        <translation>Esta semana hasta ahora</translation>
    </message>
    <message>
        <source>Week of {day}</source>
        <translation>Semana del {day}</translation>
    </message>
    <message>
        <source>nothing was asked for</source>
        <translation>no se pidió nada</translation>
    </message>
    <message>
        <source>{share}, {done} of {due} repetitions; days kept: {kept} of {days}</source>
        <translation>{share}, {done} de {due} repeticiones; días cumplidos: {kept} de {days}</translation>
    </message>
    <message>
        <source>Pain before exercising was told once so far.</source>
        <translation>El dolor antes del ejercicio se dijo una vez hasta ahora.</translation>
    </message>
    <message>
        <source>Pain before exercising: {last} now, {first} at first.</source>
        <translation>Dolor antes del ejercicio: {last} ahora, {first} al principio.</translation>
    </message>
    <message>
        <source>A difference below 2 says nothing yet.</source>
        <translation>Una diferencia menor de 2 aún no dice nada.</translation>
    </message>
    <message>
        <source>It hurts less.</source>
        <translation>Duele menos.</translation>
    </message>
    <message>
        <source>It hurts more: tell your physician.</source>
        <translation>Duele más: dígaselo a su fisioterapeuta.</translation>
    </message>
    <message>
        <source>{exercise}: sessions {sessions}, repetitions {repetitions} of {all}, last on {day}</source>
        <translation>{exercise}: {sessions} sesiones, {repetitions} de {all} repeticiones, la última el {day}</translation>
    </message>
    <message>
        <source>What helps: think of it before each repetition, and take your time.</source>
        <translation>Lo que ayuda: piense en ello antes de cada repetición y tómese su tiempo.</translation>
    </message>
    <message>
        <source>What helps: go slower and less far until it works, or begin with {exercise}.</source>
        <translation>Lo que ayuda: vaya más despacio y menos lejos hasta que salga, o empiece con {exercise}.</translation>
    </message>
    <message>
        <source>What helps: go slower and less far until it works.</source>
        <translation>Lo que ayuda: vaya más despacio y menos lejos hasta que salga.</translation>
    </message>
    <message>
        <source>First session</source>
        <translation>Primera sesión</translation>
    </message>
    <message>
        <source>{number} sessions</source>
        <translation>{number} sesiones</translation>
    </message>
    <message>
        <source>{number} repetitions</source>
        <translation>{number} repeticiones</translation>
    </message>
    <message>
        <source>{number} days in a row</source>
        <translation>{number} días seguidos</translation>
    </message>
</context>
<context>
    <name>ProgressCurve</name>
    <message>
        <source>Position on the way over time</source>
        <translation>Posición en el recorrido a lo largo del tiempo</translation>
    </message>
    <message>
        <source>Position: 0 start, 100 target</source>
        <translation>Posición: 0 inicio, 100 meta</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Segundos</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Ejercicio</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Aún no hay nada que mostrar</translation>
    </message>
    <message>
        <source>From the first session on, this page tells how scores, ranges of motion and pain go over time.</source>
        <translation>Desde la primera sesión, esta página muestra cómo evolucionan la puntuación, el rango de movimiento y el dolor.</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Elegir un ejercicio</translation>
    </message>
    <message>
        <source>All exercises</source>
        <translation>Todos los ejercicios</translation>
    </message>
    <message>
        <source>Days with a score: {number}. The newest is {score} of 100.</source>
        <translation>Días con puntuación: {number}. La última: {score} de 100.</translation>
    </message>
    <message>
        <source>Of what the plan asked for in this time {share} was done.</source>
        <translation>De lo que pedía el plan en este tiempo se hizo el {share}.</translation>
    </message>
    <message>
        <source>Score over time</source>
        <translation>Puntuación en el tiempo</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>No score in this time. Choose a longer one; what was entered by hand has no score.</source>
        <translation>Sin puntuación en este tiempo. Elija uno más largo; lo anotado a mano no tiene puntuación.</translation>
    </message>
    <message>
        <source>Plan kept, week by week</source>
        <translation>Plan cumplido, semana a semana</translation>
    </message>
    <message>
        <source>Week of</source>
        <translation>Semana del</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Cumplido</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Repeticiones</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>No plan asked for anything in this time.</source>
        <translation>Ningún plan pidió nada en este tiempo.</translation>
    </message>
    <message>
        <source>Pain and effort over time</source>
        <translation>Dolor y esfuerzo en el tiempo</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Pain before</source>
        <translation>Dolor antes</translation>
    </message>
    <message>
        <source>Pain after</source>
        <translation>Dolor después</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Esfuerzo</translation>
    </message>
    <message>
        <source>“That hurts”</source>
        <translation>«Me duele»</translation>
    </message>
    <message>
        <source>Nothing was said of pain or effort in this time.</source>
        <translation>En este tiempo no se dijo nada del dolor ni del esfuerzo.</translation>
    </message>
    <message>
        <source>Pain and effort</source>
        <translation>Dolor y esfuerzo</translation>
    </message>
</context>
<context>
    <name>QuestionView</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
</context>
<context>
    <name>RangeOverview</name>
    <message>
        <source>Range of motion over time</source>
        <translation>Rango de movimiento en el tiempo</translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation>Grados</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Range of motion</source>
        <translation>Rango de movimiento</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Objetivo</translation>
    </message>
    <message>
        <source>No angle was measured in this time.</source>
        <translation>En este tiempo no se midió ningún ángulo.</translation>
    </message>
    <message>
        <source>One camera is off by about ±7°: a change is real from 10° on, and possible from 5°.</source>
        <translation>Una cámara se equivoca en unos ±7°: un cambio es real desde 10° y posible desde 5°.</translation>
    </message>
    <message>
        <source>Range of motion over time: {angle}, {exercise}</source>
        <translation>Rango de movimiento en el tiempo: {angle}, {exercise}</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Ángulo</translation>
    </message>
    <message>
        <source>At first</source>
        <translation>Al principio</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Range of motion of every angle</source>
        <translation>Rango de movimiento de cada ángulo</translation>
    </message>
</context>
<context>
    <name>RangeRing</name>
    <message>
        <source>Range of motion</source>
        <translation>Rango de movimiento</translation>
    </message>
    <message>
        <source>Last time: {share}</source>
        <translation>Última vez: {share}</translation>
    </message>
</context>
<context>
    <name>ReadingPlot</name>
    <message>
        <source>Left and right arrow keys go from point to point.</source>
        <translation>Las flechas izquierda y derecha van de punto en punto.</translation>
    </message>
</context>
<context>
    <name>ReadyPanel</name>
    <message>
        <source>The start pose</source>
        <translation>La posición inicial</translation>
    </message>
    <message>
        <source>It goes on by itself when all is right for two seconds.</source>
        <translation>Sigue solo cuando todo está bien durante dos segundos.</translation>
    </message>
    <message>
        <source>How to stand</source>
        <translation>Cómo colocarse</translation>
    </message>
    <message>
        <source>not yet right</source>
        <translation>aún no está bien</translation>
    </message>
    <message>
        <source>right</source>
        <translation>bien</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>This computer</source>
        <translation>Este ordenador</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Su sesión está cerrada.</translation>
    </message>
    <message>
        <source>{what} The sign-in ends by itself within 12 hours.</source>
        <translation>{what} La sesión termina sola en un plazo de 12 horas.</translation>
    </message>
</context>
<context>
    <name>RecoveryCodes</name>
    <message>
        <source>Recovery codes</source>
        <translation>Códigos de recuperación</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>I have put them away</source>
        <translation>Los he guardado</translation>
    </message>
    <message>
        <source>Your recovery codes</source>
        <translation>Sus códigos de recuperación</translation>
    </message>
    <message>
        <source>Without your phone, each of these lets you in once. Put them where only you find them: they are shown this one time.</source>
        <translation>Sin su teléfono, cada uno le deja entrar una vez. Guárdelos donde solo usted los encuentre: se muestran solo esta vez.</translation>
    </message>
    <message>
        <source>They are not shown again. Copy or print them, or write them down, before you go.</source>
        <translation>No se vuelven a mostrar. Cópielos, imprímalos o anótelos antes de salir.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>PhysioCheck recovery codes</source>
        <translation>Códigos de recuperación de PhysioCheck</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recovery codes</source>
        <translation>Códigos de recuperación</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Nuevos códigos</translation>
    </message>
    <message>
        <source>Those you have are worth nothing from then on.</source>
        <translation>Los que tiene dejan de valer desde entonces.</translation>
    </message>
    <message>
        <source>Make new ones</source>
        <translation>Crear nuevos</translation>
    </message>
    <message>
        <source>You have new recovery codes and have not seen them; the old ones are worth nothing. Make new ones once more.</source>
        <translation>Tiene códigos de recuperación nuevos y no los ha visto; los anteriores ya no valen. Créelos de nuevo una vez más.</translation>
    </message>
</context>
<context>
    <name>RegionChooser</name>
    <message>
        <source>Head</source>
        <translation>Cabeza</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Cuello</translation>
    </message>
    <message>
        <source>Chest</source>
        <translation>Pecho</translation>
    </message>
    <message>
        <source>Belly</source>
        <translation>Abdomen</translation>
    </message>
    <message>
        <source>Upper back</source>
        <translation>Espalda alta</translation>
    </message>
    <message>
        <source>Lower back</source>
        <translation>Espalda baja</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>Hombro izquierdo</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>Hombro derecho</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>Codo izquierdo</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>Codo derecho</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>Muñeca izquierda</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>Muñeca derecha</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>Cadera izquierda</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>Cadera derecha</translation>
    </message>
    <message>
        <source>Left thigh</source>
        <translation>Muslo izquierdo</translation>
    </message>
    <message>
        <source>Right thigh</source>
        <translation>Muslo derecho</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>Rodilla izquierda</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>Rodilla derecha</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>Tobillo izquierdo</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>Tobillo derecho</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>En otro sitio</translation>
    </message>
    <message>
        <source>It does not hurt</source>
        <translation>No duele</translation>
    </message>
    <message>
        <source>Where does it hurt?</source>
        <translation>¿Dónde duele?</translation>
    </message>
    <message>
        <source>Counting has stopped. Left and right are your own.</source>
        <translation>El conteo se ha detenido. Izquierda y derecha son las suyas.</translation>
    </message>
    <message>
        <source>Parts of the body</source>
        <translation>Partes del cuerpo</translation>
    </message>
</context>
<context>
    <name>RepetitionBrowser</name>
    <message>
        <source>Repetition by repetition</source>
        <translation>Repetición a repetición</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Repetition {number}: score {score} of 100</source>
        <translation>Repetición {number}: {score} de 100 puntos</translation>
    </message>
    <message>
        <source>No fault was seen</source>
        <translation>No se vio ningún fallo</translation>
    </message>
    <message>
        <source>set {number}</source>
        <translation>serie {number}</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} segundos</translation>
    </message>
    <message>
        <source>{share} of the target range</source>
        <translation>{share} del rango objetivo</translation>
    </message>
    <message>
        <source>held {seconds} s</source>
        <translation>mantenido {seconds} s</translation>
    </message>
    <message>
        <source>for {seconds} s</source>
        <translation>durante {seconds} s</translation>
    </message>
    <message>
        <source>{angle}: from {start}° to {peak}° ±{margin}°, target {target}°</source>
        <translation>{angle}: de {start}° a {peak}° ±{margin}°, objetivo {target}°</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Rango</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Técnica</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Repeticiones</translation>
    </message>
</context>
<context>
    <name>RepetitionList</name>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Position reached</source>
        <translation>Posición alcanzada</translation>
    </message>
    <message>
        <source>Range reached</source>
        <translation>Rango alcanzado</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Mantenido</translation>
    </message>
    <message>
        <source>Angle at the peak</source>
        <translation>Ángulo en el punto máximo</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Técnica</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{seconds} of {asked} s</source>
        <translation>{seconds} de {asked} s</translation>
    </message>
    <message>
        <source>{joint} {peak}° ±{margin}, target {target}°</source>
        <translation>{joint} {peak}° ±{margin}, objetivo {target}°</translation>
    </message>
</context>
<context>
    <name>RepetitionNumber</name>
    <message>
        <source>of {seconds} seconds</source>
        <translation>de {seconds} segundos</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>segundos</translation>
    </message>
    <message>
        <source>Held {seconds} {asked}</source>
        <translation>Mantenido {seconds} {asked}</translation>
    </message>
    <message>
        <source>Get ready</source>
        <translation>Prepárese</translation>
    </message>
    <message>
        <source>of {target}</source>
        <translation>de {target}</translation>
    </message>
    <message>
        <source>Repetition {done} of {target}</source>
        <translation>Repetición {done} de {target}</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>{exercise} · by hand</source>
        <translation>{exercise} · a mano</translation>
    </message>
    <message>
        <source>Angles are measured with one camera. They are whole degrees and may be off by about 7° where the camera sees the movement from the side that suits it, and by 15° and more elsewhere. A difference of less than 5° between two sessions means nothing; from 10° on it is real. The score compares the movement with the exercise as it was defined; it is no diagnosis.</source>
        <translation>Los ángulos se miden con una sola cámara. Son grados enteros y pueden desviarse unos 7° cuando la cámara ve el movimiento desde el lado adecuado, y 15° o más en los demás casos. Una diferencia de menos de 5° entre dos sesiones no significa nada; a partir de 10° es real. La puntuación compara el movimiento con el ejercicio tal como se definió; no es un diagnóstico.</translation>
    </message>
    <message>
        <source>Begun and not counted</source>
        <translation>Empezadas y no contadas</translation>
    </message>
    <message>
        <source>Best repetition: number {number}</source>
        <translation>Mejor repetición: la número {number}</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Técnica</translation>
    </message>
    <message>
        <source>Go slower and less far until that works.</source>
        <translation>Vaya más despacio y menos lejos hasta que le salga.</translation>
    </message>
    <message>
        <source>In {count} of {all} repetitions, at worst {worst}.</source>
        <translation>En {count} de {all} repeticiones, en el peor caso {worst}.</translation>
    </message>
    <message>
        <source>Joint angles over time</source>
        <translation>Ángulos articulares a lo largo del tiempo</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>Parecido</translation>
    </message>
    <message>
        <source>Mind the rule {rule}</source>
        <translation>Tenga en cuenta la regla {rule}</translation>
    </message>
    <message>
        <source>No repetition was completed.</source>
        <translation>No se completó ninguna repetición.</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Página {number}</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Peak, {seconds} s</source>
        <translation>Punto máximo, {seconds} s</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Rango</translation>
    </message>
    <message>
        <source>Range of motion</source>
        <translation>Rango de movimiento</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>Logrado</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Repeticiones</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>Firmeza</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Start, {seconds} s</source>
        <translation>Inicio, {seconds} s</translation>
    </message>
    <message>
        <source>Symmetry</source>
        <translation>Simetría</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Ritmo</translation>
    </message>
    <message>
        <source>What these numbers can tell</source>
        <translation>Lo que estos números pueden decir</translation>
    </message>
    <message>
        <source>What to better</source>
        <translation>Qué mejorar</translation>
    </message>
    <message>
        <source>begun, not completed</source>
        <translation>empezadas, sin completar</translation>
    </message>
    <message>
        <source>both</source>
        <translation>ambos</translation>
    </message>
    <message>
        <source>breaks off early, it should have {number} frames</source>
        <translation>se corta antes de tiempo, debería tener {number} imágenes</translation>
    </message>
    <message>
        <source>held {seconds} s</source>
        <translation>mantenido {seconds} s</translation>
    </message>
    <message>
        <source>holds counted, {seconds} s in all</source>
        <translation>veces mantenido, {seconds} s en total</translation>
    </message>
    <message>
        <source>left</source>
        <translation>izquierda</translation>
    </message>
    <message>
        <source>left side</source>
        <translation>lado izquierdo</translation>
    </message>
    <message>
        <source>mean score of 100</source>
        <translation>puntos de 100 de media</translation>
    </message>
    <message>
        <source>of frames show a person</source>
        <translation>de las imágenes muestran a una persona</translation>
    </message>
    <message>
        <source>repetitions counted</source>
        <translation>repeticiones contadas</translation>
    </message>
    <message>
        <source>right</source>
        <translation>derecha</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>lado derecho</translation>
    </message>
    <message>
        <source>{exercise}: movement report</source>
        <translation>{exercise}: informe de movimiento</translation>
    </message>
    <message>
        <source>{number} frames</source>
        <translation>{number} imágenes</translation>
    </message>
    <message>
        <source>{number} frames a second</source>
        <translation>{number} imágenes por segundo</translation>
    </message>
    <message>
        <source>{number} leg lengths</source>
        <translation>{number} longitudes de pierna</translation>
    </message>
    <message>
        <source>{number} trunk lengths</source>
        <translation>{number} longitudes de tronco</translation>
    </message>
</context>
<context>
    <name>RestView</name>
    <message>
        <source>The start pose</source>
        <translation>La posición inicial</translation>
    </message>
    <message>
        <source>The furthest pose</source>
        <translation>La posición final</translation>
    </message>
    <message>
        <source>Rest longer</source>
        <translation>Descansar más</translation>
    </message>
    <message>
        <source>Next: set {number} of {sets}</source>
        <translation>Siguiente: serie {number} de {sets}</translation>
    </message>
    <message>
        <source>Next: {exercise}</source>
        <translation>Siguiente: {exercise}</translation>
    </message>
    <message>
        <source>Get ready</source>
        <translation>Prepárese</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Descanso</translation>
    </message>
    <message>
        <source>{time} of rest left</source>
        <translation>{time} de descanso</translation>
    </message>
</context>
<context>
    <name>ResumeBar</name>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>{exercise} was interrupted. Repetitions done, and kept: {number}.</source>
        <translation>{exercise} se interrumpió. Repeticiones hechas y guardadas: {number}.</translation>
    </message>
</context>
<context>
    <name>SampleCameras</name>
    <message>
        <source>Rendered person: as asked for</source>
        <translation>Persona generada: lo que se pide</translation>
    </message>
    <message>
        <source>Rendered person: elbow flexion</source>
        <translation>Persona generada: flexión de codo</translation>
    </message>
    <message>
        <source>Rendered person: elbow flexion with faults</source>
        <translation>Persona generada: flexión de codo con errores</translation>
    </message>
    <message>
        <source>Rendered person: shoulder abduction</source>
        <translation>Persona generada: abducción de hombro</translation>
    </message>
    <message>
        <source>Rendered person: shoulder abduction with faults</source>
        <translation>Persona generada: abducción de hombro con errores</translation>
    </message>
    <message>
        <source>Rendered person: squat</source>
        <translation>Persona generada: sentadilla</translation>
    </message>
    <message>
        <source>Rendered person: squat with faults</source>
        <translation>Persona generada: sentadilla con errores</translation>
    </message>
</context>
<context>
    <name>SamplePeople</name>
    <message>
        <source>34, after a torn meniscus, well on her way</source>
        <translation>34 años, tras una rotura de menisco, va por buen camino</translation>
    </message>
    <message>
        <source>58, stiff shoulder, with setbacks</source>
        <translation>58 años, hombro rígido, con recaídas</translation>
    </message>
    <message>
        <source>71, new hip, misses days</source>
        <translation>71 años, prótesis de cadera, se salta días</translation>
    </message>
    <message>
        <source>looks after the clinic</source>
        <translation>se encarga de la clínica</translation>
    </message>
    <message>
        <source>treats all three</source>
        <translation>trata a las tres personas</translation>
    </message>
</context>
<context>
    <name>SamplePeopleForm</name>
    <message>
        <source>Whom do you want to look over the shoulder?</source>
        <translation>¿A quién quiere acompañar?</translation>
    </message>
    <message>
        <source>A click signs you in. What you do here is forgotten tomorrow.</source>
        <translation>Un clic inicia la sesión. Lo que haga aquí se olvida mañana.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Sign in with address and password, or sign up</source>
        <translation>Iniciar sesión con correo y contraseña, o registrarse</translation>
    </message>
</context>
<context>
    <name>SampleRibbon</name>
    <message>
        <source>Sample data: everybody and everything here is made up.</source>
        <translation>Datos de muestra: todas las personas y todo lo demás es inventado.</translation>
    </message>
</context>
<context>
    <name>ScaleView</name>
    <message>
        <source>Rather not say</source>
        <translation>Prefiero no decirlo</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Type a number from 0 to 10, or use the arrows and Enter.</source>
        <translation>Escriba un número del 0 al 10, o use las flechas e Intro.</translation>
    </message>
    <message>
        <source>{number} of 10: {meaning}</source>
        <translation>{number} de 10: {meaning}</translation>
    </message>
</context>
<context>
    <name>ScoreChart</name>
    <message>
        <source>Score of each repetition</source>
        <translation>Puntos de cada repetición</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Mantener</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Repetición</translation>
    </message>
</context>
<context>
    <name>ScoreRing</name>
    <message>
        <source>of 100</source>
        <translation>de 100</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>Sin puntos</translation>
    </message>
    <message>
        <source>Score {score} of 100</source>
        <translation>{score} de 100 puntos</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Vaciar la búsqueda</translation>
    </message>
</context>
<context>
    <name>SecondFactorDialog</name>
    <message>
        <source>Second factor</source>
        <translation>Segundo factor</translation>
    </message>
    <message>
        <source>Set up a second factor</source>
        <translation>Configurar un segundo factor</translation>
    </message>
    <message>
        <source>Besides your password, signing in will ask for a code that your phone shows.</source>
        <translation>Además de su contraseña, al iniciar sesión se pedirá un código que muestra su teléfono.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>The second factor is set up: signing in asks for a code from now on. You have not seen your recovery codes; make new ones here.</source>
        <translation>El segundo factor está configurado: a partir de ahora se pide un código al iniciar sesión. No ha visto sus códigos de recuperación; cree aquí otros nuevos.</translation>
    </message>
</context>
<context>
    <name>ServerStep</name>
    <message>
        <source>The clinic’s server</source>
        <translation>El servidor de la clínica</translation>
    </message>
    <message>
        <source>Whoever looks after the server has these. The connection is encrypted.</source>
        <translation>Quien cuida del servidor tiene estos datos. La conexión va cifrada.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Such as database.clinic.example.</source>
        <translation>Por ejemplo, database.clinic.example.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>Empty for the usual one, 3306.</source>
        <translation>Vacío para el habitual, 3306.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base de datos</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Autoridad de certificación</translation>
    </message>
    <message>
        <source>Path of its certificate file; empty where this computer trusts it already.</source>
        <translation>Ruta de su archivo de certificado; vacío si este ordenador ya confía en ella.</translation>
    </message>
    <message>
        <source>Choose the certificate file</source>
        <translation>Elegir el archivo del certificado</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Probar la conexión</translation>
    </message>
    <message>
        <source>Make the tables now</source>
        <translation>Crear las tablas ahora</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>It is kept in this computer’s keyring.</source>
        <translation>Se guarda en el llavero de este ordenador.</translation>
    </message>
    <message>
        <source>This computer has no keyring: it is kept in the settings file, which only your account can read.</source>
        <translation>Este ordenador no tiene llavero: se guarda en el archivo de ajustes, que solo su cuenta puede leer.</translation>
    </message>
    <message>
        <source>The server can be reached ({told}) and has no tables of PhysioCheck yet. Make them here, where this account may, or run physiocheck database create with one that may.</source>
        <translation>Se llega al servidor ({told}), que aún no tiene tablas de PhysioCheck. Créelas aquí, si esta cuenta puede, o ejecute physiocheck database create con una que pueda.</translation>
    </message>
    <message>
        <source>All is well: {told}</source>
        <translation>Todo está bien: {told}</translation>
    </message>
    <message>
        <source>Certificates ({pattern})</source>
        <translation>Certificados ({pattern})</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
</context>
<context>
    <name>SessionControls</name>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>That hurts</source>
        <translation>Me duele</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show the target pose</source>
        <translation>Mostrar la posición objetivo</translation>
    </message>
    <message>
        <source>Sound; louder and quieter by + and −</source>
        <translation>Sonido; más alto y más bajo con + y −</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>A mano</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Empezar ya</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
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
        <translation>Anotado a mano: lo contó la persona, no la cámara.</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>Choose a video or camera</source>
        <translation>Elegir vídeo o cámara</translation>
    </message>
    <message>
        <source>See what was done</source>
        <translation>Ver lo que se hizo</translation>
    </message>
    <message>
        <source>Repetitions done until then, and kept: {number}.</source>
        <translation>Repeticiones hechas hasta entonces, y guardadas: {number}.</translation>
    </message>
</context>
<context>
    <name>SessionQuestions</name>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation>Parar aquí</translation>
    </message>
    <message>
        <source>End for today</source>
        <translation>Terminar por hoy</translation>
    </message>
    <message>
        <source>How much does it hurt now?</source>
        <translation>¿Cuánto duele ahora?</translation>
    </message>
    <message>
        <source>How much does it hurt now, after the exercises?</source>
        <translation>¿Cuánto duele ahora, después de los ejercicios?</translation>
    </message>
    <message>
        <source>Stop here?</source>
        <translation>¿Parar aquí?</translation>
    </message>
    <message>
        <source>What you have done is kept.</source>
        <translation>Lo que ha hecho se conserva.</translation>
    </message>
    <message>
        <source>no pain</source>
        <translation>sin dolor</translation>
    </message>
    <message>
        <source>a little</source>
        <translation>un poco</translation>
    </message>
    <message>
        <source>a little more</source>
        <translation>algo más</translation>
    </message>
    <message>
        <source>even more</source>
        <translation>aún más</translation>
    </message>
    <message>
        <source>a lot</source>
        <translation>mucho</translation>
    </message>
    <message>
        <source>worst pain</source>
        <translation>el peor dolor</translation>
    </message>
    <message>
        <source>none at all</source>
        <translation>nada en absoluto</translation>
    </message>
    <message>
        <source>very easy</source>
        <translation>muy fácil</translation>
    </message>
    <message>
        <source>easy</source>
        <translation>fácil</translation>
    </message>
    <message>
        <source>somewhat hard</source>
        <translation>algo difícil</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>difícil</translation>
    </message>
    <message>
        <source>hardest</source>
        <translation>lo más difícil</translation>
    </message>
    <message>
        <source>How hard was it?</source>
        <translation>¿Cuánto le ha costado?</translation>
    </message>
    <message>
        <source>{region}: how much does it hurt?</source>
        <translation>{region}: ¿cuánto duele?</translation>
    </message>
</context>
<context>
    <name>SessionReportView</name>
    <message>
        <source>repetitions</source>
        <translation>repeticiones</translation>
    </message>
    <message>
        <source>How far you went</source>
        <translation>Hasta dónde llegó</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>vez mantenida</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>veces mantenidas</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>repetición</translation>
    </message>
    <message>
        <source>Where you were on the way</source>
        <translation>Dónde estuvo en el recorrido</translation>
    </message>
    <message>
        <source>How near you were to the position</source>
        <translation>Cuán cerca estuvo de la posición</translation>
    </message>
    <message>
        <source>How well each repetition was done</source>
        <translation>Cómo se hizo cada repetición</translation>
    </message>
    <message>
        <source>How well each hold was done</source>
        <translation>Cómo se mantuvo cada vez</translation>
    </message>
    <message>
        <source>Every hold</source>
        <translation>Cada vez</translation>
    </message>
    <message>
        <source>Every repetition</source>
        <translation>Cada repetición</translation>
    </message>
    <message>
        <source>held for {time} in all</source>
        <translation>mantenido {time} en total</translation>
    </message>
    <message>
        <source>No camera watched this session, so there is no score and no advice.</source>
        <translation>Ninguna cámara vio esta sesión, así que no hay puntuación ni consejos.</translation>
    </message>
    <message>
        <source>without a fault: {good} of {all}</source>
        <translation>sin fallos: {good} de {all}</translation>
    </message>
    <message>
        <source>not counted, because not completed: {number}</source>
        <translation>no contadas por no completarse: {number}</translation>
    </message>
    <message>
        <source>Nothing to mend: all of it was well done.</source>
        <translation>Nada que mejorar: todo se hizo bien.</translation>
    </message>
    <message>
        <source>No hold was long enough to count.</source>
        <translation>Ninguna vez fue lo bastante larga para contar.</translation>
    </message>
    <message>
        <source>No repetition was completed.</source>
        <translation>No se completó ninguna repetición.</translation>
    </message>
    <message>
        <source>Watch the instructions once more and try again.</source>
        <translation>Vea otra vez las instrucciones e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Next time</source>
        <translation>La próxima vez</translation>
    </message>
    <message>
        <source>Angles come from one camera: a change between sessions is real from about 10° on.</source>
        <translation>Los ángulos vienen de una cámara: un cambio entre sesiones es real a partir de unos 10°.</translation>
    </message>
</context>
<context>
    <name>SessionTable</name>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Ejercicio</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Repeticiones</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Pain · effort</source>
        <translation>Dolor · esfuerzo</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>plan {title}</source>
        <translation>plan {title}</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>A mano</translation>
    </message>
    <message>
        <source>held {time}</source>
        <translation>mantenido {time}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
</context>
<context>
    <name>SetupWindow</name>
    <message>
        <source>Setting up PhysioCheck Desktop</source>
        <translation>Configurar PhysioCheck Desktop</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>left side</source>
        <translation>lado izquierdo</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>lado derecho</translation>
    </message>
    <message>
        <source>Do it with your left side.</source>
        <translation>Hágalo con el lado izquierdo.</translation>
    </message>
    <message>
        <source>Do it with your right side.</source>
        <translation>Hágalo con el lado derecho.</translation>
    </message>
    <message>
        <source>Begin with your left side when you are ready</source>
        <translation>Empiece con el lado izquierdo cuando quiera</translation>
    </message>
    <message>
        <source>Begin with your right side when you are ready</source>
        <translation>Empiece con el lado derecho cuando quiera</translation>
    </message>
    <message>
        <source>Now your left side</source>
        <translation>Ahora su lado izquierdo</translation>
    </message>
    <message>
        <source>Now your right side</source>
        <translation>Ahora su lado derecho</translation>
    </message>
    <message>
        <source>left {done} of {asked}</source>
        <translation>izquierda {done} de {asked}</translation>
    </message>
    <message>
        <source>right {done} of {asked}</source>
        <translation>derecha {done} de {asked}</translation>
    </message>
    <message>
        <source>The other side, please: your left one counts</source>
        <translation>El otro lado, por favor: cuenta el izquierdo</translation>
    </message>
    <message>
        <source>The other side, please: your right one counts</source>
        <translation>El otro lado, por favor: cuenta el derecho</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Stay signed in on this computer, for 12 hours at most</source>
        <translation>Mantener la sesión en este ordenador, 12 horas como máximo</translation>
    </message>
    <message>
        <source>I forgot my password</source>
        <translation>Olvidé mi contraseña</translation>
    </message>
    <message>
        <source>I have no account yet</source>
        <translation>Aún no tengo cuenta</translation>
    </message>
    <message>
        <source>Practise without an account</source>
        <translation>Practicar sin cuenta</translation>
    </message>
</context>
<context>
    <name>SignInWatch</name>
    <message>
        <source>A sign-in holds for 12 hours, and yours has ended. What you have done is kept.</source>
        <translation>La sesión dura 12 horas como máximo, y la suya ha terminado. Lo que ha hecho se conserva.</translation>
    </message>
</context>
<context>
    <name>SignUpForm</name>
    <message>
        <source>Sign up</source>
        <translation>Registrarse</translation>
    </message>
    <message>
        <source>Make my account</source>
        <translation>Crear mi cuenta</translation>
    </message>
    <message>
        <source>I am a patient</source>
        <translation>Soy paciente</translation>
    </message>
    <message>
        <source>I am a physician</source>
        <translation>Soy fisioterapeuta</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>Número de licencia</translation>
    </message>
    <message>
        <source>Specialisation</source>
        <translation>Especialidad</translation>
    </message>
    <message>
        <source>Such as orthopaedics.</source>
        <translation>Por ejemplo, ortopedia.</translation>
    </message>
    <message>
        <source>I have an account already</source>
        <translation>Ya tengo una cuenta</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>Elegir un documento</translation>
    </message>
    <message>
        <source>Your licence as a PDF or a picture</source>
        <translation>Su licencia en PDF o imagen</translation>
    </message>
    <message>
        <source>Documents and pictures ({pattern})</source>
        <translation>Documentos e imágenes ({pattern})</translation>
    </message>
</context>
<context>
    <name>SoundSection</name>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Spoken hints</source>
        <translation>Indicaciones habladas</translation>
    </message>
    <message>
        <source>Says aloud in a session what is to be minded.</source>
        <translation>Dice en voz alta durante la sesión a qué hay que atender.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Más bajo</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Más alto</translation>
    </message>
    <message>
        <source>How loud hints and sounds are.</source>
        <translation>El volumen de las indicaciones y los sonidos.</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>Camera or video</source>
        <translation>Cámara o vídeo</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>Elegir un vídeo…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>Buscando cámaras…</translation>
    </message>
    <message>
        <source>Cameras found: {number}</source>
        <translation>Cámaras encontradas: {number}</translation>
    </message>
    <message>
        <source>No camera was found. The video plays in its place.</source>
        <translation>No se encontró ninguna cámara. El vídeo se reproduce en su lugar.</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, or choose a video.</source>
        <translation>No se encontró ninguna cámara. Conecte una o elija un vídeo.</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, then look again.</source>
        <translation>No se encontró ninguna cámara. Conecte una y busque de nuevo.</translation>
    </message>
    <message>
        <source>Video: {name}</source>
        <translation>Vídeo: {name}</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Cámara {number}</translation>
    </message>
    <message>
        <source>Videos ({pattern})</source>
        <translation>Vídeos ({pattern})</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>Elegir un vídeo</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
</context>
<context>
    <name>SpanChoice</name>
    <message>
        <source>30 days</source>
        <translation>30 días</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 meses</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 año</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Desde cuándo</translation>
    </message>
    <message>
        <source>How far back this page looks</source>
        <translation>Desde cuándo mira esta página</translation>
    </message>
</context>
<context>
    <name>StaleNote</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
</context>
<context>
    <name>StandingTiles</name>
    <message>
        <source>Days in a row</source>
        <translation>Días seguidos</translation>
    </message>
    <message>
        <source>Sessions in all</source>
        <translation>Sesiones en total</translation>
    </message>
    <message>
        <source>Repetitions in all</source>
        <translation>Repeticiones en total</translation>
    </message>
    <message>
        <source>Plan kept</source>
        <translation>Plan cumplido</translation>
    </message>
    <message>
        <source>longest: {number}</source>
        <translation>la más larga: {number}</translation>
    </message>
    <message>
        <source>in this time</source>
        <translation>en este tiempo</translation>
    </message>
    <message>
        <source>no plan asked for anything</source>
        <translation>ningún plan pidió nada</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>Fewer</source>
        <translation>Menos</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Again</source>
        <translation>Otra vez</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Guardar de nuevo</translation>
    </message>
    <message>
        <source>What the session came to</source>
        <translation>Resultado de la sesión</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <source>{exercise}: well done</source>
        <translation>{exercise}: bien hecho</translation>
    </message>
    <message>
        <source>{exercise}: done</source>
        <translation>{exercise}: listo</translation>
    </message>
    <message>
        <source>Saved in the clinic’s database.</source>
        <translation>Guardado en la base de datos de la clínica.</translation>
    </message>
    <message>
        <source>Saved on this computer.</source>
        <translation>Guardado en este ordenador.</translation>
    </message>
    <message>
        <source>The picture was not recorded.</source>
        <translation>La imagen no se grabó.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>about {minutes} min</source>
        <translation>unos {minutes} min</translation>
    </message>
    <message>
        <source>{sets} × {number} repetitions</source>
        <translation>{sets} × {number} repeticiones</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Done: {done} of {asked}</source>
        <translation>Hecho: {done} de {asked}</translation>
    </message>
    <message>
        <source>1 day in a row</source>
        <translation>1 día seguido</translation>
    </message>
    <message>
        <source>{days} days in a row</source>
        <translation>{days} días seguidos</translation>
    </message>
    <message>
        <source>{sets} × a hold of {time}</source>
        <translation>{sets} × mantener {time}</translation>
    </message>
    <message>
        <source>{sets} × {number} holds of {time}</source>
        <translation>{sets} × {number} veces mantener {time}</translation>
    </message>
    <message>
        <source>{sets} × a hold</source>
        <translation>{sets} × mantener la postura</translation>
    </message>
    <message>
        <source>{sets} × {number} holds</source>
        <translation>{sets} × {number} veces mantener la postura</translation>
    </message>
    <message>
        <source>Your longest streak: {days} days</source>
        <translation>Su racha más larga: {days} días</translation>
    </message>
    <message>
        <source>Today can be the first day of a streak</source>
        <translation>Hoy puede ser el primer día de una racha</translation>
    </message>
    <message>
        <source>Until then you can choose an exercise by yourself.</source>
        <translation>Hasta entonces puede elegir un ejercicio por su cuenta.</translation>
    </message>
    <message>
        <source>{name} takes care of you and has not published a plan yet.</source>
        <translation>{name} le atiende y aún no ha publicado un plan.</translation>
    </message>
    <message>
        <source>{name} was asked and has not answered yet.</source>
        <translation>Se ha pedido a {name}, y aún no ha respondido.</translation>
    </message>
    <message>
        <source>Your plan is on its way</source>
        <translation>Su plan está en camino</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>Aún no hay plan</translation>
    </message>
    <message>
        <source>A physician writes your plan. Find one and ask to be taken on, or choose an exercise by yourself.</source>
        <translation>Su plan lo escribe un fisioterapeuta. Busque a alguien y pida atención, o elija un ejercicio por su cuenta.</translation>
    </message>
    <message>
        <source>each side</source>
        <translation>cada lado</translation>
    </message>
    <message>
        <source>left side</source>
        <translation>lado izquierdo</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>lado derecho</translation>
    </message>
    <message>
        <source>either side</source>
        <translation>cualquier lado</translation>
    </message>
    <message>
        <source>{number} times today</source>
        <translation>{number} veces hoy</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Choose an exercise</source>
        <translation>Elegir un ejercicio</translation>
    </message>
    <message>
        <source>You can exercise without the plan. What you do is kept on this computer until the database is back.</source>
        <translation>Puede hacer ejercicio sin el plan. Lo que haga se guarda en este ordenador hasta que vuelva la base de datos.</translation>
    </message>
    <message>
        <source>Exercises of today</source>
        <translation>Ejercicios de hoy</translation>
    </message>
    <message>
        <source>Exercises left: {number}</source>
        <translation>Ejercicios que faltan: {number}</translation>
    </message>
    <message>
        <source>All is done for today. Well done.</source>
        <translation>Por hoy está todo hecho. Bien hecho.</translation>
    </message>
    <message>
        <source>What is left cannot be done on this computer.</source>
        <translation>Lo que falta no se puede hacer en este ordenador.</translation>
    </message>
    <message>
        <source>A new day has begun. This is what it asks for.</source>
        <translation>Ha empezado un nuevo día. Esto es lo que pide.</translation>
    </message>
</context>
<context>
    <name>Treating</name>
    <message>
        <source>A physician who takes care of you sees it.</source>
        <translation>Lo ve quien le atiende.</translation>
    </message>
    <message>
        <source>You see it in your history. No physician takes care of you here.</source>
        <translation>Usted lo ve en su historial. Aquí no le atiende ningún fisioterapeuta.</translation>
    </message>
    <message>
        <source>Your physician sees it.</source>
        <translation>Su fisioterapeuta lo ve.</translation>
    </message>
    <message>
        <source>Your physicians see it.</source>
        <translation>Sus fisioterapeutas lo ven.</translation>
    </message>
    <message>
        <source>How many did you do? Your physician sees that they were entered by hand.</source>
        <translation>¿Cuántas ha hecho? Su fisioterapeuta ve que se introdujeron a mano.</translation>
    </message>
    <message>
        <source>How many did you do? They are marked as entered by hand.</source>
        <translation>¿Cuántas ha hecho? Quedan marcadas como introducidas a mano.</translation>
    </message>
    <message>
        <source>Go on only if it does not hurt more than before. Stop whenever you are in doubt.</source>
        <translation>Siga solo si no le duele más que antes. Ante la duda, pare.</translation>
    </message>
    <message>
        <source>If it is strong, new or does not go away, stop and seek medical help; in an emergency at once.</source>
        <translation>Si el dolor es fuerte, nuevo o no se pasa, pare y busque ayuda médica; en una emergencia, de inmediato.</translation>
    </message>
    <message>
        <source>This is kept on this computer.</source>
        <translation>Esto queda guardado en este ordenador.</translation>
    </message>
    <message>
        <source>A physician who takes care of you is told as soon as it can be delivered.</source>
        <translation>Quien le atiende lo sabrá en cuanto se pueda entregar.</translation>
    </message>
    <message>
        <source>This is kept, and nobody is told.</source>
        <translation>Esto queda guardado y no se avisa a nadie.</translation>
    </message>
    <message>
        <source>No physician takes care of you here.</source>
        <translation>Aquí no le atiende ningún fisioterapeuta.</translation>
    </message>
    <message>
        <source>This is kept, and told to: {names}.</source>
        <translation>Esto queda guardado y se comunica a: {names}.</translation>
    </message>
    <message>
        <source>It is told once the clinic’s server can be reached, to: {names}.</source>
        <translation>En cuanto se pueda llegar al servidor de la clínica se comunica a: {names}.</translation>
    </message>
    <message>
        <source>Nothing is kept, because you did not say how much it hurts.</source>
        <translation>No se guarda nada, porque no ha dicho cuánto le duele.</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Something in this program went wrong.</source>
        <translation>Algo ha fallado en este programa.</translation>
    </message>
    <message>
        <source>What was saved is kept, and the program goes on.</source>
        <translation>Lo guardado se conserva, y el programa sigue.</translation>
    </message>
    <message>
        <source>If it happens again, send the report to whoever looks after the program.</source>
        <translation>Si vuelve a pasar, envíe el informe a quien cuida del programa.</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>pain before {number}</source>
        <translation>dolor antes {number}</translation>
    </message>
    <message>
        <source>pain after {number}</source>
        <translation>dolor después {number}</translation>
    </message>
    <message>
        <source>effort {number}</source>
        <translation>esfuerzo {number}</translation>
    </message>
    <message>
        <source>{what}, each of 10.</source>
        <translation>{what}, cada uno de 10.</translation>
    </message>
    <message>
        <source>set {number}: {count}</source>
        <translation>serie {number}: {count}</translation>
    </message>
    <message>
        <source>Sets: {number} ({each})</source>
        <translation>Series: {number} ({each})</translation>
    </message>
    <message>
        <source>It hurt: {where}, {level} of 10</source>
        <translation>Dolió: {where}, {level} de 10</translation>
    </message>
</context>
<context>
    <name>WeekChart</name>
    <message>
        <source>Percent</source>
        <translation>Por ciento</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Ready</source>
        <translation>A punto</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>Más lejos</translation>
    </message>
    <message>
        <source>Far enough</source>
        <translation>Suficiente</translation>
    </message>
    <message>
        <source>And back</source>
        <translation>Y volver</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Mantener</translation>
    </message>
    <message>
        <source>Paused: back into position</source>
        <translation>En pausa: vuelva a la posición</translation>
    </message>
    <message>
        <source>left</source>
        <translation>izquierda</translation>
    </message>
    <message>
        <source>right</source>
        <translation>derecha</translation>
    </message>
    <message>
        <source>both together</source>
        <translation>ambos a la vez</translation>
    </message>
    <message>
        <source>Face the camera</source>
        <translation>Póngase de cara a la cámara</translation>
    </message>
    <message>
        <source>Turn your back to the camera</source>
        <translation>Póngase de espaldas a la cámara</translation>
    </message>
    <message>
        <source>Turn your side to the camera</source>
        <translation>Póngase de lado a la cámara</translation>
    </message>
    <message>
        <source>Turn your left side to the camera</source>
        <translation>Gire su lado izquierdo hacia la cámara</translation>
    </message>
    <message>
        <source>Turn your right side to the camera</source>
        <translation>Gire su lado derecho hacia la cámara</translation>
    </message>
    <message>
        <source>Turn half to the camera</source>
        <translation>Gírese a medias hacia la cámara</translation>
    </message>
    <message>
        <source>Stand where the camera sees you whole</source>
        <translation>Póngase donde la cámara vea todo su cuerpo</translation>
    </message>
    <message>
        <source>Step into the picture</source>
        <translation>Entre en la imagen</translation>
    </message>
    <message>
        <source>Only one person may be in the picture</source>
        <translation>Solo puede haber una persona en la imagen</translation>
    </message>
    <message>
        <source>Move so that the camera sees you whole</source>
        <translation>Muévase para que la cámara vea todo su cuerpo</translation>
    </message>
    <message>
        <source>Step back so that your feet are in the picture</source>
        <translation>Retroceda hasta que sus pies estén en la imagen</translation>
    </message>
    <message>
        <source>Step back so that your arms are in the picture</source>
        <translation>Retroceda hasta que sus brazos estén en la imagen</translation>
    </message>
    <message>
        <source>Step back so that your head is in the picture</source>
        <translation>Retroceda hasta que su cabeza esté en la imagen</translation>
    </message>
    <message>
        <source>Step back so that you are whole in the picture</source>
        <translation>Retroceda hasta que se vea todo su cuerpo</translation>
    </message>
    <message>
        <source>Come one step closer</source>
        <translation>Acérquese un paso</translation>
    </message>
    <message>
        <source>It is too dark: make more light in front of you</source>
        <translation>Está demasiado oscuro: ponga más luz delante</translation>
    </message>
    <message>
        <source>Whole in the picture</source>
        <translation>Cuerpo entero en la imagen</translation>
    </message>
    <message>
        <source>Nobody else in it</source>
        <translation>Nadie más en ella</translation>
    </message>
    <message>
        <source>Near enough</source>
        <translation>Bastante cerca</translation>
    </message>
    <message>
        <source>Light enough</source>
        <translation>Bastante luz</translation>
    </message>
    <message>
        <source>Range of motion</source>
        <translation>Rango de movimiento</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Técnica</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Ritmo</translation>
    </message>
    <message>
        <source>Steadiness</source>
        <translation>Firmeza</translation>
    </message>
    <message>
        <source>Left and right alike</source>
        <translation>Izquierda y derecha por igual</translation>
    </message>
    <message>
        <source>Seconds held</source>
        <translation>Segundos mantenidos</translation>
    </message>
    <message>
        <source>Likeness to the example</source>
        <translation>Parecido con el ejemplo</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Completada</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>Terminada antes</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpida</translation>
    </message>
    <message>
        <source>in the start pose</source>
        <translation>en la posición inicial</translation>
    </message>
    <message>
        <source>on the way there</source>
        <translation>a la ida</translation>
    </message>
    <message>
        <source>at the furthest point</source>
        <translation>en el punto más lejano</translation>
    </message>
    <message>
        <source>on the way back</source>
        <translation>a la vuelta</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>al final</translation>
    </message>
    <message>
        <source>Ankle</source>
        <translation>Tobillo</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Equilibrio</translation>
    </message>
    <message>
        <source>Elbow</source>
        <translation>Codo</translation>
    </message>
    <message>
        <source>Hip</source>
        <translation>Cadera</translation>
    </message>
    <message>
        <source>Knee</source>
        <translation>Rodilla</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Cuello</translation>
    </message>
    <message>
        <source>Shoulder</source>
        <translation>Hombro</translation>
    </message>
    <message>
        <source>Trunk</source>
        <translation>Tronco</translation>
    </message>
    <message>
        <source>Wrist</source>
        <translation>Muñeca</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>De pie</translation>
    </message>
    <message>
        <source>Sitting</source>
        <translation>En posición sentada</translation>
    </message>
    <message>
        <source>Lying on the back</source>
        <translation>Boca arriba</translation>
    </message>
    <message>
        <source>Lying face down</source>
        <translation>Boca abajo</translation>
    </message>
    <message>
        <source>Lying on the side</source>
        <translation>De lado</translation>
    </message>
    <message>
        <source>On all fours</source>
        <translation>A cuatro patas</translation>
    </message>
    <message>
        <source>On hands and toes</source>
        <translation>En manos y puntas de pies</translation>
    </message>
    <message>
        <source>Hanging from a bar</source>
        <translation>En suspensión de una barra</translation>
    </message>
    <message>
        <source>very easy</source>
        <translation>muy fácil</translation>
    </message>
    <message>
        <source>easy</source>
        <translation>fácil</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>medio</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>difícil</translation>
    </message>
    <message>
        <source>very hard</source>
        <translation>muy difícil</translation>
    </message>
    <message>
        <source>Difficulty {number} of 5: {words}</source>
        <translation>Dificultad {number} de 5: {words}</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>Hombro izquierdo</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>Codo izquierdo</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>Muñeca izquierda</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>Cadera izquierda</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>Rodilla izquierda</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>Tobillo izquierdo</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>Hombro derecho</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>Codo derecho</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>Muñeca derecha</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>Cadera derecha</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>Rodilla derecha</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>Tobillo derecho</translation>
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
        <translation>d MMM</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Something in this program went wrong.</source>
        <translation>Algo ha fallado en este programa.</translation>
    </message>
    <message>
        <source>Not saved yet: {reason}</source>
        <translation>Aún no guardado: {reason}</translation>
    </message>
    <message>
        <source>Part of this session was refused by the database. It is kept on this computer: tell whoever looks after PhysioCheck.</source>
        <translation>La base de datos rechazó parte de esta sesión. Se guarda en este ordenador: avise a quien cuida de PhysioCheck.</translation>
    </message>
    <message>
        <source>Kept on this computer. It will be sent when the clinic’s database is back.</source>
        <translation>Guardado en este ordenador. Se enviará cuando vuelva la base de datos de la clínica.</translation>
    </message>
    <message>
        <source>Kept on this computer. It joins your records as soon as they can be written again.</source>
        <translation>Guardado en este ordenador. Se unirá a sus registros en cuanto se puedan escribir de nuevo.</translation>
    </message>
    <message>
        <source>Sessions kept on this computer and still to be sent: {number}.</source>
        <translation>Sesiones guardadas en este ordenador que faltan por enviar: {number}.</translation>
    </message>
    <message>
        <source>Sessions kept on this computer and still to join your records: {number}.</source>
        <translation>Sesiones guardadas en este ordenador que faltan por unir a sus registros: {number}.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Physician</source>
        <translation>Fisioterapeuta</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>The clinic has not looked at your licence {licence} yet. Until it has, you see no patients.</source>
        <translation>La clínica aún no ha revisado su licencia {licence}. Hasta entonces no ve pacientes.</translation>
    </message>
    <message>
        <source>The clinic has verified your licence {licence}.</source>
        <translation>La clínica ha verificado su licencia {licence}.</translation>
    </message>
    <message>
        <source>The clinic has not accepted your licence {licence}. Its reason: {reason}</source>
        <translation>La clínica no ha aceptado su licencia {licence}. Su motivo: {reason}</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
</context>
<context>
    <name>WorkoutScreen</name>
    <message>
        <source>exercise {number} of {all}</source>
        <translation>ejercicio {number} de {all}</translation>
    </message>
    <message>
        <source>The camera was lost. Try {number} to find it…</source>
        <translation>Se perdió la cámara. Intento {number} de encontrarla…</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Descanso</translation>
    </message>
</context>
<context>
    <name>_Canvas</name>
    <message>
        <source>How it is done</source>
        <translation>Cómo se hace</translation>
    </message>
    <message>
        <source>The start of the movement, and where it is furthest.</source>
        <translation>El inicio del movimiento y su punto más lejano.</translation>
    </message>
</context>
</TS>
