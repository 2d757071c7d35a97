/* PrimeFaces brings no texts for Hong Kong: its Taiwan ones serve, but where Hong Kong says it otherwise. */
if (window.PrimeFaces && PrimeFaces.locales && PrimeFaces.locales['zh_TW']) {
  PrimeFaces.locales['zh_HK'] = $.extend(true, {}, PrimeFaces.locales['zh_TW'], {
    custom: '自訂',
    passwordPrompt: '請輸入密碼',
    aria: {
      collapseRow: '收合此行',
      editRow: '編輯此行',
      jumpToPageDropdownLabel: '跳至頁面選單',
      navigation: '導覽',
      rowsPerPageLabel: '每頁行數',
      scrollTop: '捲動至頂端'
    }
  });
}

/* Keyboard users keep their place: after a dialog has changed, the first of these elements that is there is focused. */
window.qfpay = {
  focus: function () {
    for (var i = 0; i < arguments.length; i++) {
      var element = document.getElementById(arguments[i]);
      if (element) {
        element.focus();
        return;
      }
    }
  }
};
