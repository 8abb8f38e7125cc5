// Modules in a page that needs nothing else: each is a script of plain text with a name.
(() => {
  const address = name => URL.createObjectURL(
    new Blob([document.getElementById("module-" + name).textContent], {type: "text/javascript"}));
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({imports: {three: address("three"), orbit: address("orbit")}});
  document.head.append(map);
  import(address("replay"));
})();
