/* On the pages of a child's turn: reads the record aloud, and gives a sheet to draw on. Without this file the words are there
   to read, and a photo of a drawing can be chosen. Nothing is stored in the browser, and no word leaves it to be spoken. */
(() => {
  const words = document.getElementById("turn-words");
  const reader = document.getElementById("turn-read");
  const speech = window.speechSynthesis;

  // Only a voice of the device: others send what they read to somebody's server.
  const voice = () => {
    const own = speech.getVoices().filter((one) => one.localService);
    const spoken = document.documentElement.lang.slice(0, 2).toLowerCase();
    return own.find((one) => one.lang.toLowerCase().startsWith(spoken)) || null;
  };

  const offer = () => { reader.hidden = !voice(); };

  const read = () => {
    if (speech.speaking) return speech.cancel();
    for (const line of words.querySelectorAll("h2, p")) {
      const said = new SpeechSynthesisUtterance(line.textContent.trim());
      said.voice = voice();
      said.lang = said.voice.lang;
      said.rate = 0.9;
      speech.speak(said);
    }
    return undefined;
  };

  if (words && reader && speech) {
    offer();
    speech.addEventListener("voiceschanged", offer);
    reader.addEventListener("click", read);
    window.addEventListener("pagehide", () => speech.cancel());
  }

  const sheet = document.getElementById("turn-sheet");
  const file = document.querySelector("input[type=file][name=drawing]");
  const draw = () => {
    const canvas = sheet.querySelector("canvas");
    const pen = canvas.getContext("2d");
    let drawn = false;
    let last = null;

    const clear = () => {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.strokeStyle = "#1f2933";
      pen.lineWidth = 5;
      pen.lineCap = "round";
      pen.lineJoin = "round";
      drawn = false;
    };

    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * (canvas.width / box.width), (event.clientY - box.top) * (canvas.height / box.height)];
    };

    const line = (event) => {
      if (!last) return;
      const here = at(event);
      pen.beginPath();
      pen.moveTo(...last);
      pen.lineTo(...here);
      pen.stroke();
      last = here;
      drawn = true;
    };

    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      last = at(event);
      line(event);
    });
    canvas.addEventListener("pointermove", line);
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { last = null; });
    sheet.querySelector("button").addEventListener("click", clear);

    // What is drawn travels as a picture, the way a photo does, and is looked at the same way.
    const form = file.form;
    let ready = false;
    form.addEventListener("submit", (event) => {
      if (ready || !drawn || file.files.length) return;
      event.preventDefault();
      const button = event.submitter;
      canvas.toBlob((picture) => {
        const files = new DataTransfer();
        files.items.add(new File([picture], "drawing.png", { type: "image/png" }));
        file.files = files.files;
        ready = true;
        form.requestSubmit(button);
      }, "image/png");
    });

    clear();
    sheet.hidden = false;
  };
  if (sheet && file && window.DataTransfer) draw();

  // Handing over and giving back each go on under a new key: of two clicks only one is sent.
  for (const form of document.querySelectorAll("main form")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      if (event.defaultPrevented) return;
      sent = true;
      setTimeout(() => { sent = false; }, 3000); // nothing came of it: it may be sent again
    });
  }
})();
