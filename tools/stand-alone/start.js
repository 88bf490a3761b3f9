// The stand-alone page's own start: unpacks the styles and the program that stand in it, and begins. Nothing is asked for from elsewhere.
(function () {
  function say(words) {
    document.getElementById('root').textContent = words;
  }
  function unpack(id) {
    var packed = atob(document.getElementById(id).textContent);
    var bytes = new Uint8Array(packed.length);
    for (var i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  }
  function put(tag, text) {
    var element = document.createElement(tag);
    element.dataset.unpacked = '';
    element.textContent = text;
    document.head.append(element);
  }
  if (typeof DecompressionStream === 'undefined') {
    say(
      'This browser is too old for this page: it cannot unpack the program in it. Chrome 80, Edge 80, Firefox 113 and Safari 16.4 can, and all that are newer.',
    );
    return;
  }
  Promise.all([unpack('synod-styles'), unpack('synod-program')]).then(
    function (texts) {
      put('style', texts[0]);
      put('script', texts[1]);
    },
    function (error) {
      say('The program in this page is damaged and cannot be unpacked: ' + error.message + '. A new copy of the file is needed.');
    },
  );
})();
