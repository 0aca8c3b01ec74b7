// A photo before it is sent: made smaller, and with black over what must not be seen. What is drawn
// here replaces the file in the plain field, so every way of sending the form carries the same.
(() => {
  const LONGEST = 1600;
  const QUALITY = 0.8;
  const STEP = 0.02;
  const SMALLEST = 0.02;
  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const within = (value, least, most) => Math.min(Math.max(value, least), most);

  const canReplaceFiles = () => {
    try {
      return Boolean(new DataTransfer().items) && "createImageBitmap" in window;
    } catch {
      return false;
    }
  };

  async function reduced(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const picture = document.createElement("canvas");
    picture.width = Math.max(1, Math.round(bitmap.width * scale));
    picture.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = picture.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, picture.width, picture.height);
    context.drawImage(bitmap, 0, 0, picture.width, picture.height);
    bitmap.close();
    return picture;
  }

  function bytesOf(canvas) {
    const [, encoded] = canvas.toDataURL("image/jpeg", QUALITY).split(",");
    return Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  }

  function photoEditor(form) {
    const field = form.querySelector("[data-photo]");
    if (!field || field.dataset.awake || !canReplaceFiles()) return;
    field.dataset.awake = "yes";
    const input = field.querySelector("input[type=file]");
    const editor = field.querySelector(".photo-editor");
    const canvas = editor.querySelector("canvas");
    const takeBack = editor.querySelector("[data-take-back]");
    const told = editor.querySelector("[data-blacked]");
    const send = form.querySelector("button:not([type=button])");
    let picture, blacked, frame, drag;

    function draw() {
      const context = canvas.getContext("2d");
      context.drawImage(picture, 0, 0);
      context.fillStyle = "#000";
      [...blacked, ...(drag ? [drag] : [])].forEach((box) => context.fillRect(box.x, box.y, box.width, box.height));
    }

    // Two lines, so that the frame is seen on dark and on bright pictures.
    function drawFrame() {
      const context = canvas.getContext("2d");
      [["#000", 6], ["#fab413", 3]].forEach(([colour, width]) => {
        context.strokeStyle = colour;
        context.lineWidth = (width * canvas.width) / (canvas.clientWidth || canvas.width);
        context.strokeRect(frame.x, frame.y, frame.width, frame.height);
      });
    }

    function show() {
      draw();
      if (document.activeElement === canvas && frame.isMoved) drawFrame();
      takeBack.disabled = !blacked.length;
      told.textContent = blacked.length ? told.dataset.blacked.replace("{n}", blacked.length) : "";
    }

    // At once, so that whoever sends the form next finds the blackened picture in it.
    function keep() {
      draw();
      const files = new DataTransfer();
      files.items.add(new File([bytesOf(canvas)], "fotka.jpg", { type: "image/jpeg" }));
      input.files = files.files;
      show();
    }

    function cover(box) {
      blacked.push(box);
      keep();
    }

    async function open() {
      const [file] = input.files;
      editor.hidden = true;
      field.querySelector("[data-unreadable]").hidden = true;
      if (!file) return;
      send.disabled = true;
      try {
        picture = await reduced(file);
        begin();
      } catch {
        field.querySelector("[data-unreadable]").hidden = false;
      }
      send.disabled = false;
    }

    function begin() {
      canvas.width = picture.width;
      canvas.height = picture.height;
      blacked = [];
      frame = { x: canvas.width * 0.4, y: canvas.height * 0.4, width: canvas.width * 0.2, height: canvas.height * 0.2 };
      editor.hidden = false;
      keep();
    }

    function at(event) {
      const place = canvas.getBoundingClientRect();
      return {
        x: within(((event.clientX - place.left) / place.width) * canvas.width, 0, canvas.width),
        y: within(((event.clientY - place.top) / place.height) * canvas.height, 0, canvas.height),
      };
    }

    function from(start, end) {
      const [x, y] = [Math.min(start.x, end.x), Math.min(start.y, end.y)];
      return { x, y, width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y), start };
    }

    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      drag = from(at(event), at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!drag) return;
      drag = from(drag.start, at(event));
      show();
    });
    canvas.addEventListener("pointerup", () => {
      const box = drag;
      drag = undefined;
      if (box && Math.min(box.width, box.height) >= canvas.width * SMALLEST * 0.5) cover(box);
      else show();
    });
    canvas.addEventListener("pointercancel", () => {
      drag = undefined;
      show();
    });

    function moveFrame([right, down], isResizing) {
      const [across, along] = [right * STEP * canvas.width, down * STEP * canvas.height];
      if (isResizing) {
        frame.width = within(frame.width + across, canvas.width * SMALLEST, canvas.width - frame.x);
        frame.height = within(frame.height + along, canvas.height * SMALLEST, canvas.height - frame.y);
      } else {
        frame.x = within(frame.x + across, 0, canvas.width - frame.width);
        frame.y = within(frame.y + along, 0, canvas.height - frame.height);
      }
    }

    canvas.addEventListener("keydown", (event) => {
      if (MOVES[event.key]) moveFrame(MOVES[event.key], event.shiftKey);
      else if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      frame.isMoved = true;
      if (MOVES[event.key]) show();
      else cover({ ...frame });
    });
    canvas.addEventListener("focus", () => {
      frame.isMoved = canvas.matches(":focus-visible");
      show();
    });
    canvas.addEventListener("blur", show);
    takeBack.addEventListener("click", () => {
      blacked.pop();
      keep();
      if (takeBack.disabled) canvas.focus();
    });
    input.addEventListener("change", open);
    if (input.files.length) open();
  }

  window.photoEditor = photoEditor;
  document.querySelectorAll("form").forEach(photoEditor);
})();
