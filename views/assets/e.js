// Small comforts. Every page works without this file.
(() => {
  let isSending = false;
  const isUnsent = (area) =>
    area.value !== area.defaultValue || (area.value && document.getElementById('error-summary'));

  // Text that was typed and not sent: the browser asks before it is lost.
  addEventListener('beforeunload', (event) => {
    if (!isSending && [...document.querySelectorAll('textarea')].some(isUnsent)) event.preventDefault();
  });

  // A second press while the first is on its way is not sent.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = isSending = true;
    // What saves a file leaves its page where it is: only a double press is held back, not the next file.
    const isSaving = 'saves' in form.dataset;
    setTimeout(
      () => {
        delete form.dataset.sent;
        if (isSaving) isSending = false;
      },
      isSaving ? 1000 : 5000,
    );
  });
  addEventListener('pageshow', () => {
    isSending = false;
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Show the password that is being typed; hide it again before it is sent.
  for (const button of document.querySelectorAll('button.pw')) {
    const input = document.getElementById(button.getAttribute('aria-controls'));
    const words = button.dataset;
    const show = (isShown) => {
      input.type = isShown ? 'text' : 'password';
      button.textContent = isShown ? words.hide : words.show;
    };
    button.hidden = false;
    button.addEventListener('click', () => {
      show(input.type === 'password');
      button.nextElementSibling.textContent = input.type === 'text' ? words.shown : words.hidden;
    });
    input.form.addEventListener('submit', () => show(false));
  }

  // Writing to copy, where the browser can.
  for (const button of navigator.clipboard ? document.querySelectorAll('button.copy') : []) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const say = (words) => () => (button.nextElementSibling.textContent = words);
      const { copies, done, held } = button.dataset;
      navigator.clipboard.writeText(document.getElementById(copies).textContent).then(say(done), say(held));
    });
  }
})();
